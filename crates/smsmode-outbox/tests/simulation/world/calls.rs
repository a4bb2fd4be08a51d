//! The calls of the processes, over the network and back.

use smsmode_core::outbox::State;
use smsmode_core::{
    Account, ApiKey, Destination, Endpoint as _, GetMessageStatus, ListSent, MessageId, SendSms,
    Timestamp,
};
use smsmode_http::{BootInstant, Sent, TransportErrorKind};
use smsmode_outbox::{Done, Job, Ticket};

use super::World;
use crate::simulation::network::{Fate, Told, answer, broken, read};
use crate::simulation::process::{Call, Step};
use crate::simulation::service::Arrival;

impl World {
    /// What a turn asks for. That a message is about to leave must be on the disk by now.
    pub(super) fn begin(&mut self, at: usize, jobs: Vec<Job>, is_written: bool) {
        for job in jobs {
            if let Job::Send { ticket, call, .. } = &job {
                self.look_at_intent(ticket, call, is_written);
            }
            let step = self.first_step(&job);
            self.processes[at].calls.push(Call { job, step });
        }
    }

    fn look_at_intent(&self, ticket: &Ticket, call: &SendSms, is_written: bool) {
        let (seed, tables) = (self.seed, self.disk.tables());
        let row = tables.row(ticket.id).unwrap();
        let is_there = row.state() == State::Submitting && row.progress.fence == ticket.fence;
        assert!(is_there || !is_written, "seed {seed}: sent before it was written");
        let letter = &self.letters[tables.place(ticket.id).unwrap()].message;
        let right = letter.content().message == *call.message()
            && *call.to() == Destination::from(letter.to());
        assert!(right, "seed {seed}: another message is sent");
    }

    fn first_step(&mut self, job: &Job) -> Step {
        let now = self.now;
        match job {
            Job::Send { .. } => Step::Leaves(now + self.rng.u64(0..3)),
            Job::ReadList { back_to } => {
                let list = self.list(*back_to);
                Step::Answered(now + self.rng.u64(0..20), list)
            }
            Job::AskStatus { ticket, message_id } => {
                let status = self.status(ticket, message_id);
                Step::Answered(now + self.rng.u64(0..4), status)
            }
        }
    }

    /// The list as it is when it is asked for.
    fn list(&mut self, back_to: Timestamp) -> Done {
        if self.rng.u8(..20) == 0 {
            let error = broken(&ListSent::new(), TransportErrorKind::Timeout, Sent::MaybeSent);
            return Done::Listed { list: Err(error) };
        }
        let back_to = self.clock.instant(back_to);
        Done::Listed { list: Ok(self.service.list(&mut self.rng, self.now, back_to)) }
    }

    fn status(&mut self, ticket: &Ticket, message_id: &MessageId) -> Done {
        let (ticket, ask) = (ticket.clone(), GetMessageStatus::new(message_id.clone()));
        let answer = match self.service.status(message_id).filter(|_| self.rng.bool()) {
            Some(status) => read(&ask, 200, &format!("{} | etat", status.code())),
            None => Err(broken(&ask, TransportErrorKind::Interrupted, Sent::MaybeSent)),
        };
        Done::Status { ticket, answer }
    }

    /// The calls of a process that come to something now.
    pub(super) fn proceed(&mut self, at: usize) {
        let now = self.now;
        let due = self.processes[at].calls.extract_if(.., |call| call.step.at() <= now);
        for Call { job, step } in due.collect::<Vec<_>>() {
            match (step, job) {
                (Step::Answered(_, done), _) => self.processes[at].came.push(done),
                (Step::Leaves(_), job) => {
                    let (answered_at, done) = self.leave(&job);
                    let step = Step::Answered(answered_at, done);
                    self.processes[at].calls.push(Call { job, step });
                }
            }
        }
    }

    /// The last check at the last moment, and then the network.
    fn leave(&mut self, job: &Job) -> (u64, Done) {
        let Job::Send { ticket, call, leave_before, .. } = job else {
            unreachable!("only what is sent leaves")
        };
        let now = self.now;
        let done = |answer| Done::Sent { ticket: ticket.clone(), answer };
        if *leave_before <= BootInstant::after_boot(std::time::Duration::from_secs(now)) {
            let late = answer(&mut self.rng, call, Told::NotSent, None);
            return (now, done(late));
        }
        let fate = Fate::of_request(&mut self.rng, &self.weather, now);
        let mut id = None;
        if let Some(stored_at) = fate.stored_at {
            let arrival = self.arrival(ticket, call);
            if stored_at <= now {
                id = Some(self.accept(arrival));
            } else {
                self.on_the_way.push((stored_at, arrival));
            }
        }
        let answer = answer(&mut self.rng, call, fate.told, id.as_ref());
        (fate.answered_at, done(answer))
    }

    fn arrival(&self, ticket: &Ticket, call: &SendSms) -> Arrival {
        let letter = self.disk.tables().place(ticket.id).unwrap();
        let (number, text) = self.letters[letter].looks();
        let reference = reference_on_the_wire(call);
        let named = self.disk.secret.references().verify(&reference).map(|(id, _)| id);
        assert_eq!(named, Ok(ticket.id), "seed {}: a reference of another", self.seed);
        Arrival { letter: Some(letter), number, text, reference: Some(reference) }
    }

    /// The moment of truth.
    pub(super) fn accept(&mut self, arrival: Arrival) -> MessageId {
        if let Some(letter) = arrival.letter {
            let asked_for = self.letters[letter].insists();
            let alone = self.equal_to(letter).len() == 1;
            let is_second = alone && !asked_for && self.service.count(letter) > 0;
            assert!(!is_second, "seed {}: letter {letter} is sent twice", self.seed);
        }
        self.service.accept(arrival, &mut self.rng, &self.weather, &self.clock, self.now)
    }

    /// The letters that the service cannot tell from this one, and this one.
    pub(super) fn equal_to(&self, letter: usize) -> Vec<usize> {
        let looks = self.letters[letter].looks();
        (0..self.letters.len()).filter(|other| self.letters[*other].looks() == looks).collect()
    }
}

/// What the service is given to tell its receipts by.
fn reference_on_the_wire(call: &SendSms) -> String {
    let request = call.request(&Account::new(ApiKey::new("Ab1CD2efg3Hi").unwrap())).unwrap();
    let form = String::from_utf8_lossy(request.body());
    let mut parameters = form.split('&').filter_map(|one| one.strip_prefix("refClient="));
    parameters.next().unwrap().to_owned()
}
