//! Something that an event loop can wait for.

#[cfg(unix)]
pub(crate) use descriptor::Signal;
#[cfg(not(unix))]
pub(crate) use nothing::Signal;

/// Two connected sockets: a byte that one of them holds can be waited for.
#[cfg(unix)]
mod descriptor {
    use std::io::{self, Read as _, Write as _};
    use std::os::fd::AsRawFd as _;
    use std::os::unix::net::UnixStream;

    #[derive(Debug)]
    pub(crate) struct Signal {
        told: UnixStream,
        tells: UnixStream,
    }

    impl Signal {
        pub(crate) fn new() -> io::Result<Self> {
            let (told, tells) = UnixStream::pair()?;
            told.set_nonblocking(true)?;
            tells.set_nonblocking(true)?;
            Ok(Self { told, tells })
        }

        /// At most one byte is ever under way, so there is room.
        pub(crate) fn set(&self) {
            let written = (&self.tells).write(&[1]);
            debug_assert!(matches!(written, Ok(1)), "there is room");
        }

        pub(crate) fn clear(&self) {
            let read = (&self.told).read(&mut [0]);
            debug_assert!(matches!(read, Ok(1)), "it was set");
        }

        pub(crate) fn descriptor(&self) -> i32 {
            self.told.as_raw_fd()
        }
    }
}

/// Where there is no such descriptor, a callback has to do.
#[cfg(not(unix))]
mod nothing {
    #[derive(Debug)]
    pub(crate) struct Signal;

    #[expect(clippy::unused_self, reason = "the other one needs it")]
    impl Signal {
        pub(crate) fn new() -> std::io::Result<Self> {
            Ok(Self)
        }

        pub(crate) fn set(&self) {}

        pub(crate) fn clear(&self) {}

        pub(crate) fn descriptor(&self) -> i32 {
            -1
        }
    }
}
