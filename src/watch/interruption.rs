//! The signals by which a watch is ended: what is being made is finished first, so that nothing is left beside the outputs.

use super::Stop;
use std::io;
use std::thread;
use tokio::signal::unix::{SignalKind, signal};

/// Ends the watch when the process is interrupted, asked to end, or its terminal goes away.
///
/// # Errors
/// Where the system lets nobody listen to signals.
pub fn ends_on_signals(stop: Stop) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
    let [mut interrupted, mut ended, mut left] = {
        // Listening begins here, before anything is made: a signal that comes in between is not lost.
        let _inside = runtime.enter();
        [signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?, signal(SignalKind::hangup())?]
    };
    thread::Builder::new().name("signals".to_owned()).spawn(move || {
        runtime.block_on(async {
            std::future::poll_fn(|context| {
                let ready = [&mut interrupted, &mut ended, &mut left]
                    .into_iter()
                    .any(|kind| kind.poll_recv(context).is_ready());
                if ready { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
            })
            .await;
            stop.stop();
        });
    })?;
    Ok(())
}
