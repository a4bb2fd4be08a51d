//! A turn of a dispatcher: it writes before it acts.

use super::{LEASE, World};
use crate::outbox::simulation::disk::Draft;
use crate::outbox::simulation::process::{Job, Step};
use crate::outbox::simulation::service::Fate;
use crate::outbox::{Answer, Event, State};

impl World<'_> {
    pub(super) fn turn(&mut self, at: usize) {
        if self.rng.u8(..60) == 0 {
            let until = self.now.plus_seconds(self.rng.i64(1..3_000));
            return self.processes[at].freeze(until);
        }
        let mut draft = Draft::default();
        let kept = self.settle(at, &mut draft);
        self.end_leases(at, &mut draft);
        self.compare(at, &mut draft);
        self.follow(&mut draft);
        let jobs = self.intend(&mut draft);
        if draft.pause.is_some() {
            self.paused_until = Some(self.now.plus_seconds(3_600));
        }
        match self.rng.u8(..60) {
            0 => return self.crash(at),
            1 => {
                self.disk.sync(draft);
                return self.crash(at);
            }
            // The answer of the disk comes, and what it said to be there is gone.
            2 if self.weather.lying_disk => {}
            _ => self.disk.sync(draft),
        }
        self.processes[at].jobs = kept;
        self.processes[at].jobs.extend(jobs);
        self.read_list(at);
    }

    fn crash(&mut self, at: usize) {
        let restarts_at = self.now.plus_seconds(self.rng.i64(1..200));
        self.processes[at].crash(restarts_at);
    }

    /// What came of the requests; those that go on.
    fn settle(&mut self, at: usize, draft: &mut Draft) -> Vec<Job> {
        let jobs = std::mem::take(&mut self.processes[at].jobs);
        let mut kept = Vec::new();
        for job in jobs {
            match job.step {
                Step::Leaves(leaves_at) if leaves_at <= self.now => {
                    let step = self.leave(&job);
                    kept.push(Job { step, ..job });
                }
                Step::Answered(answered_at, answer) if answered_at <= self.now => {
                    let event = Event::Answered { fence: job.fence, answer };
                    self.tell(draft, job.row, &event);
                }
                _ => kept.push(job),
            }
        }
        kept
    }

    /// The last check at the last moment, and then the network.
    fn leave(&mut self, job: &Job) -> Step {
        let now = self.now;
        if now >= job.lease_until {
            return Step::Answered(now, Answer::NotSent);
        }
        let fate = Fate::of_request(&mut self.rng, self.weather, now);
        let answer = match (fate.arrives_at, fate.answer) {
            (Some(arrives_at), Answer::Accepted { .. }) if fate.answered_at == arrives_at => {
                let (letter, owner) = (&self.letters[job.row], Some((job.row, job.attempt)));
                let id = self.service.accept(letter, owner, &mut self.rng, self.weather, now);
                Answer::Accepted { message_id: Some(id) }
            }
            (arrives_at, answer) => {
                let arrival = arrives_at.filter(|_| fate.stores);
                self.on_the_way.extend(arrival.map(|arrival| (arrival, job.row, job.attempt)));
                answer
            }
        };
        Step::Answered(fate.answered_at, answer)
    }

    fn rows_in(&self, wanted: &[State]) -> Vec<usize> {
        let rows = self.disk.rows().filter(|(_, progress)| wanted.contains(&progress.state()));
        rows.map(|(row, _)| row).collect()
    }

    fn end_leases(&mut self, at: usize, draft: &mut Draft) {
        for row in self.rows_in(&[State::Claimed, State::Submitting]) {
            if !self.processes[at].jobs.iter().any(|job| job.row == row) {
                self.tell(draft, row, &Event::LeaseOver);
            }
        }
    }

    fn intend(&mut self, draft: &mut Draft) -> Vec<Job> {
        let mut jobs = Vec::new();
        for row in self.rows_in(&[State::Queued]) {
            if self.tell(draft, row, &Event::Expire)
                || self.paused_until.is_some_and(|until| self.now < until)
            {
                continue;
            }
            let lease_until = self.now.plus_seconds(LEASE);
            if !self.tell(draft, row, &Event::Claim { lease_until }) || self.rng.u8(..40) == 0 {
                continue;
            }
            let fence = draft.row(&self.disk, row).fence;
            if self.tell(draft, row, &Event::Submit { fence, lease_until }) {
                let progress = draft.row(&self.disk, row);
                let step = Step::Leaves(self.now.plus_seconds(self.rng.i64(0..3)));
                let (fence, attempt) = (progress.fence, progress.attempt);
                jobs.push(Job { row, fence, attempt, lease_until, step });
            }
        }
        jobs
    }

    fn follow(&mut self, draft: &mut Draft) {
        for row in self.rows_in(&[State::Accepted]) {
            let progress = draft.row(&self.disk, row);
            let due = progress.stage.due_at().is_some_and(|due| due <= self.now);
            let Some(known) = progress.stage.message_id().filter(|_| due) else { continue };
            let status = self.service.status(&known.id).filter(|_| self.rng.bool());
            self.tell(draft, row, &Event::Polled { status });
        }
    }
}
