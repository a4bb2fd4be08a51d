//! Which of several receipts tells what became of a message.

use smsmode_core::{DeliveryReceipt, MessageStatus, ReceivedDate};

/// The status by all receipts of one message to one recipient, in any order.
///
/// A final status beats a temporary one; of two alike, the one with the later date counts, and with
/// one date the higher number.
pub(crate) fn status_by<'a>(
    receipts: impl Iterator<Item = &'a DeliveryReceipt>,
) -> Option<MessageStatus> {
    receipts.max_by_key(|receipt| weight(receipt)).map(|receipt| receipt.status)
}

/// Being an order of receipts, and not of arrivals, it makes every order of arrival end in the same
/// status.
fn weight(receipt: &DeliveryReceipt) -> impl Ord + use<> {
    let date = receipt.received_at.as_ref().and_then(ReceivedDate::local);
    (receipt.status.is_final(), date, receipt.status.code())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn receipt(status: MessageStatus, second: u8) -> DeliveryReceipt {
        let code = status.code();
        let query = format!("smsID=A1&statut={code}&date_reception=2026-11-22+13:45:{second:02}");
        DeliveryReceipt::parse_query(query.as_bytes()).unwrap()
    }

    fn every_status() -> impl Iterator<Item = MessageStatus> {
        MessageStatus::ALL.iter().copied().chain([MessageStatus::new(4242)])
    }

    #[test]
    fn of_every_pair_a_temporary_status_never_overwrites_a_final_one() {
        for (lasting, passing) in every_status().flat_map(|a| every_status().map(move |b| (a, b))) {
            if !lasting.is_final() || passing.is_final() {
                continue;
            }
            for (first, second) in [(1, 2), (2, 1), (1, 1)] {
                let pair = [receipt(lasting, first), receipt(passing, second)];
                assert_eq!(status_by(pair.iter()), Some(lasting), "{lasting:?} {passing:?}");
                assert_eq!(status_by(pair.iter().rev()), Some(lasting), "{passing:?} {lasting:?}");
            }
        }
    }

    #[test]
    fn of_every_pair_alike_the_later_one_counts() {
        for (one, other) in every_status().flat_map(|a| every_status().map(move |b| (a, b))) {
            if one.is_final() == other.is_final() {
                let pair = [receipt(one, 2), receipt(other, 1)];
                assert_eq!(status_by(pair.iter()), Some(one), "{one:?} {other:?}");
                assert_eq!(status_by(pair.iter().rev()), Some(one), "{other:?} {one:?}");
            }
        }
    }
}
