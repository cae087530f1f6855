//! A pretended device, and just enough of an executor to await it.
#![allow(dead_code, reason = "each test binary uses a part of this page")]

use std::{
    future::Future,
    pin::{Pin, pin},
    sync::atomic::{AtomicBool, Ordering},
    task::{Context, Poll, Waker},
};

/// Polls until the future is done. Nothing here waits for anything outside, so there is nobody to wake us.
pub(crate) fn block_on<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..1000 {
        if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
    }
    panic!("the future was not done after a thousand polls")
}

/// Not ready when it is first asked, as a device on a network is not.
#[derive(Default)]
pub(crate) struct Later(AtomicBool);

impl Future for Later {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if self.0.swap(true, Ordering::Relaxed) {
            return Poll::Ready(());
        }
        context.waker().wake_by_ref();
        Poll::Pending
    }
}
