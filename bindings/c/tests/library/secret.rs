//! What a secret leaves behind in memory.

use smsmode_sandbox::{Sandbox, SandboxOptions};

use crate::compile::{Linkage, compiler, link, run, scratch, started, workspace};

#[test]
fn a_key_is_overwritten_before_its_memory_is_given_back() {
    let program = scratch("key-wiped");
    let mut command = compiler("gcc", "c99");
    command.arg(workspace().join("bindings/c/tests/c/key_wiped.c")).arg("-o").arg(&program);
    // Whatever the static library frees goes through the program.
    link(command.arg("-Wl,--wrap=free"), Linkage::Static);
    run(&mut command);
    let sandbox = Sandbox::start(SandboxOptions::new()).unwrap();
    run(&mut started(&program, Some(&sandbox)));
}
