//! TLS with the sandbox's own authority.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;

use rustls::crypto::ring;
use rustls::pki_types::{CertificateDer, ServerName, pem::PemObject};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use smsmode_sandbox::{DEMO_API_KEY, Fault, FaultRule, Sandbox, SandboxOptions, TlsOptions};

use crate::http::PATIENCE;

fn client(sandbox: &Sandbox, name: &str) -> StreamOwned<ClientConnection, TcpStream> {
    let pem = sandbox.ca_certificate_pem().unwrap();
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_slice(pem.as_bytes()).unwrap()).unwrap();
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::try_from(name.to_owned()).unwrap();
    let socket = TcpStream::connect(sandbox.address()).unwrap();
    socket.set_read_timeout(Some(PATIENCE)).unwrap();
    StreamOwned::new(ClientConnection::new(Arc::new(config), name).unwrap(), socket)
}

fn balance(sandbox: &Sandbox, name: &str) -> std::io::Result<String> {
    let mut stream = client(sandbox, name);
    write!(
        stream,
        "GET /http/1.6/credit.do?accessToken={DEMO_API_KEY} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    )?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer.rsplit("\r\n\r\n").next().unwrap().to_owned())
}

fn started(tls: TlsOptions) -> Sandbox {
    Sandbox::start(SandboxOptions::new().with_tls(tls)).unwrap()
}

#[test]
fn a_client_that_trusts_the_authority_is_served_under_every_name() {
    let sandbox = started(TlsOptions::new());
    assert!(sandbox.base_url().starts_with("https://127.0.0.1:"));
    for name in ["127.0.0.1", "::1", "localhost"] {
        assert_eq!(balance(&sandbox, name).unwrap(), "1000.0\r\n", "{name}");
    }
}

#[test]
fn an_expired_certificate_is_not_trusted() {
    let error = balance(&started(TlsOptions::new().expired()), "127.0.0.1").unwrap_err();
    assert!(error.to_string().contains("xpired"), "{error}");
}

#[test]
fn a_certificate_for_another_name_is_not_trusted() {
    let sandbox = started(TlsOptions::new().for_name_only("api.example.org"));
    let error = balance(&sandbox, "127.0.0.1").unwrap_err();
    assert!(error.to_string().contains("not valid for name"), "{error}");
    assert!(balance(&sandbox, "api.example.org").is_ok());
}

#[test]
fn the_sandbox_without_tls_has_no_authority() {
    let sandbox = Sandbox::start(SandboxOptions::new()).unwrap();
    assert_eq!(sandbox.ca_certificate_pem(), None);
}

#[test]
fn faults_work_under_tls() {
    let sandbox = started(TlsOptions::new());
    for fault in
        [Fault::CloseBeforeReading, Fault::reset_after_accepting(), Fault::cut_after_the_code()]
    {
        sandbox.set_faults([FaultRule::next(1, fault.clone())]);
        assert!(balance(&sandbox, "localhost").is_err(), "{fault:?}");
    }
    assert!(balance(&sandbox, "localhost").is_ok());
}
