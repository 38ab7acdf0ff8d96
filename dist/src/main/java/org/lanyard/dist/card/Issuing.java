package org.lanyard.dist.card;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.pcsc.CardConnection;
import org.lanyard.dist.office.Office;
import org.lanyard.dist.office.Progress;
import org.lanyard.dist.office.Whom;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.store.StoreException;
import org.lanyard.session.Reason;
import org.lanyard.session.RefusedException;
import org.lanyard.session.card.CardLife;
import org.lanyard.session.card.CardStatus;

/**
 * Gives a card to each of some people, at all slots at once. Each card goes its own way through the store; what is interrupted, at
 * whichever moment, is taken up by the next run from there.
 */
final class Issuing {
    private final Office office;
    private final CardMaker maker;
    private final String actor;
    private final Progress progress;
    private final IssueReport report = new IssueReport();

    /** Somebody who is to get a card. @param label of the delivery that the cards are of */
    record Job(Whom whom, boolean replacing, Optional<String> label) {}

    Issuing(Office office, CardMaker maker, String actor, Progress progress) {
        this.office = office;
        this.maker = maker;
        this.actor = actor;
        this.progress = progress;
    }

    /** Works through all jobs; the report is in the order in which they ended. */
    IssueReport run(List<Job> jobs, List<CardSlot> slots) throws IOException {
        Queue<Job> waiting = new ConcurrentLinkedQueue<>(jobs);
        ExecutorService workers = Executors.newFixedThreadPool(slots.size());
        try {
            List<Future<?>> ended = slots.stream()
                    .<Future<?>>map(slot -> workers.submit(() -> work(waiting, slot)))
                    .toList();
            for (Future<?> one : ended) {
                one.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failed) {
                throw failed;
            }
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            workers.shutdownNow();
        }
        return report;
    }

    private Void work(Queue<Job> waiting, CardSlot slot) throws InterruptedException {
        for (Job job = waiting.poll(); job != null; job = waiting.poll()) {
            one(job, slot);
            progress.one();
        }
        return null;
    }

    private void one(Job job, CardSlot slot) throws InterruptedException {
        UUID card = null;
        try {
            CardLife.Begun begun = assign(job);
            card = begun.card();
            boolean complete = begun.status() == CardStatus.PERSONALISED;
            if (!complete) {
                write(job, begun, slot);
            } else if (slot.keepsCards()) {
                settle(job, begun, slot);
            }
            activate(card);
            add(job, card, complete ? IssueReport.Outcome.COMPLETED : IssueReport.Outcome.ISSUED, "");
        } catch (RefusedException refused) {
            boolean has = refused.reason() == Reason.CARD_HELD_ALREADY;
            add(
                    job,
                    card,
                    has ? IssueReport.Outcome.HAD_ONE : IssueReport.Outcome.FAILED,
                    has ? "" : refused.getMessage());
        } catch (CardException | PkiException | StoreException | IOException failed) {
            add(job, card, IssueReport.Outcome.FAILED, failed.getMessage());
        } finally {
            slot.done();
        }
    }

    private void write(Job job, CardLife.Begun begun, CardSlot slot)
            throws CardException, RefusedException, PkiException, IOException, InterruptedException {
        CardConnection link = slot.next(begun.card(), job.whom().named());
        maker.write(begun, link);
    }

    private void settle(Job job, CardLife.Begun begun, CardSlot slot) throws CardException, InterruptedException {
        maker.settle(begun, slot.next(begun.card(), job.whom().named()));
    }

    private CardLife.Begun assign(Job job) throws RefusedException, PkiException {
        return in(() -> office.store()
                .<CardLife.Begun, Exception>transact(tx -> office.life()
                        .assign(
                                tx,
                                new CardLife.Order(job.whom().id(), job.replacing(), job.label()),
                                office.now(),
                                actor)));
    }

    private void activate(UUID card) throws RefusedException, PkiException {
        in(() -> office.store().<Void, Exception>transact(tx -> {
            office.life().activate(tx, card, office.now(), actor);
            return null;
        }));
    }

    private interface Work<T> {
        T run() throws Exception;
    }

    /** The two kinds of refusal that a step of a card's life has. */
    private static <T> T in(Work<T> work) throws RefusedException, PkiException {
        try {
            return work.run();
        } catch (RefusedException | PkiException | RuntimeException e) {
            throw e;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void add(Job job, UUID card, IssueReport.Outcome outcome, String why) {
        report.add(new IssueReport.Line(job.whom().id(), job.whom().named(), card, outcome, why));
        if (outcome == IssueReport.Outcome.FAILED) {
            progress.say(job.whom().named() + ": " + why);
        }
    }
}
