package org.lanyard.webauthn.attestation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lanyard.pki.assertion.ModelStatus;
import org.lanyard.pki.path.outside.HttpFetch;
import org.lanyard.pki.path.parse.ParsedCertificate;
import org.lanyard.pki.path.revocation.RevocationMode;
import org.lanyard.pki.store.Store;
import org.lanyard.webauthn.MetadataConfig;
import org.lanyard.webauthn.Reason;
import org.lanyard.webauthn.WebAuthnException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * FIDO's metadata as it is believed here (FIDO Metadata Service 3.1 §3.2): kept in the store, so that a node that starts
 * without a network has it, and replaced by a newer issue alone. A refresh that fails changes nothing. Safe for many threads.
 */
public final class Metadata {
    /** FIDO's words, §3.1.6. */
    static final String LEGAL_HEADER =
            "Retrieval and use of this BLOB indicates acceptance of the appropriate agreement located at"
                    + " https://fidoalliance.org/metadata/metadata-legal-terms/";

    private static final Logger LOG = LoggerFactory.getLogger(Metadata.class);

    private final MetadataConfig config;
    private final InstantSource clock;
    private final MetadataStore store;
    private final MetadataSource source;
    private final Optional<ParsedCertificate> root;
    private volatile Optional<Issue> issue = Optional.empty();

    /** An issue that was verified. */
    private record Issue(ListedModels content, Instant fetchedAt, LocalDate judgedOn, Map<String, ModelStatus> bad) {
        static Issue of(ListedModels content, Instant fetchedAt, LocalDate today) {
            return new Issue(content, fetchedAt, today, content.bad(today));
        }
    }

    /**
     * How things stand.
     *
     * @param number of the issue; the rest is absent without one
     * @param models how many it lists
     * @param bad whose keys are refused, by AAGUID
     * @param current whether it still tells what is certified
     * @param triedAt when somebody last looked for a newer one
     * @param failure why that did not work
     */
    public record State(
            String place,
            Optional<Integer> number,
            Optional<LocalDate> nextUpdate,
            Optional<Instant> fetchedAt,
            int models,
            Map<String, ModelStatus> bad,
            boolean current,
            Optional<Instant> triedAt,
            Optional<String> failure) {}

    /** @throws IllegalArgumentException where the root's file cannot be used */
    public Metadata(MetadataConfig config, Store store, InstantSource clock) {
        this.config = config;
        this.clock = clock;
        this.store = new MetadataStore(store);
        this.source = new MetadataSource(config, new HttpFetch());
        this.root = config.isOn() ? config.root().map(BlobVerifier::root) : Optional.empty();
    }

    /** Takes over what the store has, where that is newer; after it was verified as of the time it was fetched. */
    public void load() {
        if (!config.isOn()) {
            return;
        }
        Optional<Integer> known = issue.map(each -> each.content().number());
        if (known.isPresent() && store.number().equals(known)) {
            rejudge();
            return;
        }
        store.kept().ifPresent(kept -> {
            try {
                BlobText text = BlobText.parse(kept.blob());
                verifier().verify(text, kept.fetchedAt(), List.of(), RevocationMode.OFF);
                issue = Optional.of(
                        Issue.of(MetadataReader.read(text.payload()), kept.fetchedAt(), day(clock.instant())));
            } catch (WebAuthnException notOurs) {
                LOG.warn("the metadata in the store is not believed any more: {}", notOurs.getMessage());
            }
        });
    }

    /** A certification that was told in advance takes effect on its day. */
    private void rejudge() {
        LocalDate today = day(clock.instant());
        issue = issue.map(
                each -> each.judgedOn().equals(today) ? each : Issue.of(each.content(), each.fetchedAt(), today));
    }

    /**
     * Looks for a newer issue, and writes down that it did.
     *
     * @return whether there was one
     * @throws WebAuthnException METADATA_… where what came is not to be believed; all stays as it was
     */
    public boolean refresh() throws WebAuthnException {
        Instant now = clock.instant();
        try {
            load();
            boolean newer = adopt(source.get(), now);
            store.tried(now, Optional.empty());
            return newer;
        } catch (WebAuthnException refused) {
            store.tried(now, Optional.of(refused.getMessage()));
            throw refused;
        }
    }

    private boolean adopt(byte[] blob, Instant now) throws WebAuthnException {
        BlobText text = BlobText.parse(blob);
        verifier().verify(text, now, source.lists(text.chain()), source.mode());
        ListedModels content = MetadataReader.read(text.payload());
        WebAuthnException.require(content.legalHeader().equals(LEGAL_HEADER), Reason.METADATA_LEGAL_HEADER);
        Optional<Integer> known = issue.map(each -> each.content().number());
        WebAuthnException.require(known.isEmpty() || content.number() >= known.get(), Reason.METADATA_WENT_BACK);
        if (known.isPresent() && content.number() == known.get()) {
            return false;
        }
        Issue adopted = Issue.of(content, now, day(now));
        store.keep(content.number(), content.nextUpdate(), blob, adopted.bad(), known, now);
        issue = Optional.of(adopted);
        LOG.info(
                "metadata no. {} with {} models, next update {}",
                content.number(),
                content.all().size(),
                content.nextUpdate());
        return true;
    }

    private BlobVerifier verifier() {
        return new BlobVerifier(root.orElseThrow(), config.signer());
    }

    Models models() {
        return issue.<Models>map(Issue::content).orElse(Models.NONE);
    }

    /** Whether the issue may still tell what is certified: until its next update was due, and the configured time on. */
    boolean isCurrent(Instant at) {
        return issue.map(each -> at.isBefore(each.content()
                        .nextUpdate()
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant()
                        .plus(config.offline())))
                .orElse(false);
    }

    /**
     * Refuses keys of a model that is not to be relied on; also where the issue is old, and where the AAGUID is a mere claim.
     *
     * @param aaguid 32 hexadecimal characters
     * @throws WebAuthnException MODEL_WITHDRAWN
     */
    public void requireGood(String aaguid) throws WebAuthnException {
        Map<String, ModelStatus> bad = issue.map(Issue::bad).orElse(Map.of());
        if (!bad.isEmpty()) {
            ModelStatus status = bad.get(aaguid.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5"));
            if (status != null) {
                throw new WebAuthnException(Reason.MODEL_WITHDRAWN, status.name());
            }
        }
    }

    public State state() {
        Optional<MetadataStore.Tried> tried = store.tried();
        return new State(
                source.place(),
                issue.map(each -> each.content().number()),
                issue.map(each -> each.content().nextUpdate()),
                issue.map(Issue::fetchedAt),
                models().all().size(),
                issue.map(Issue::bad).orElse(Map.of()),
                isCurrent(clock.instant()),
                tried.map(MetadataStore.Tried::at),
                tried.flatMap(MetadataStore.Tried::failure));
    }

    /** Whether it is time to look for a newer issue. */
    boolean isDue(Duration afterSuccess, Duration afterFailure) {
        return store.tried()
                .map(tried -> !clock.instant()
                        .isBefore(tried.at().plus(tried.failure().isPresent() ? afterFailure : afterSuccess)))
                .orElse(true);
    }

    static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
