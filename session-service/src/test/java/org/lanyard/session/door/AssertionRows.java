package org.lanyard.session.door;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.lanyard.pki.assertion.AssertionWriter;
import org.lanyard.pki.assertion.CardClaims;
import org.lanyard.pki.assertion.Ceremony;
import org.lanyard.pki.assertion.KioskClaims;
import org.lanyard.pki.assertion.WebAuthnClaims;
import org.lanyard.pki.assertion.WebAuthnEvidence;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.register.AuthorityRegister;
import org.lanyard.pki.register.AuthorityStatus;
import org.lanyard.pki.testing.TestAuthority;
import org.lanyard.session.Reason;
import org.lanyard.session.door.DoorRow.Broken;
import org.lanyard.session.house.Browser;
import org.lanyard.session.house.House;
import org.lanyard.session.house.TestCard;
import org.lanyard.session.house.TestKiosk;

/**
 * What can be wrong with an assertion, whoever of the three speaks. That each of these checks is needed is shown where they
 * are made: the negative table of {@code org.lanyard.pki.assertion} takes each out.
 */
final class AssertionRows {
    private AssertionRows() {}

    /** An assertion in the making: times in seconds from now, who signs, and what becomes of the text. */
    private record Said(
            long issued,
            long expires,
            String audience,
            Function<Voice, SigningKey> signer,
            UnaryOperator<String> change) {
        static final Said GOOD = new Said(0, 30, House.ISSUER, Voice::key, text -> text);

        Said times(long from, long until) {
            return new Said(from, until, audience, signer, change);
        }

        Said audience(String other) {
            return new Said(issued, expires, other, signer, change);
        }

        Said signedBy(Function<Voice, SigningKey> other) {
            return new Said(issued, expires, audience, other, change);
        }

        Said changed(UnaryOperator<String> other) {
            return new Said(issued, expires, audience, signer, other);
        }
    }

    /** One of the three in one case, with everything good but what is said. */
    private interface Voice {
        House house();

        SigningKey key();

        Profile profile();

        SubjectName name();

        /** The name of another of the same kind. */
        SubjectName another();

        Broken say(Said said);
    }

    private record Card(House house, TapRows.Tap tap) implements Voice {
        @Override
        public SigningKey key() {
            return tap.card.key();
        }

        @Override
        public Profile profile() {
            return Profile.CARD_9E;
        }

        @Override
        public SubjectName name() {
            return new SubjectName.Card(tap.card.id());
        }

        @Override
        public SubjectName another() {
            return new SubjectName.Card(UUID.randomUUID());
        }

        @Override
        public Broken say(Said said) {
            Instant now = house.now();
            CardClaims claims = new CardClaims(
                    tap.card.id(),
                    said.audience(),
                    now.plusSeconds(said.issued()),
                    now.plusSeconds(said.expires()),
                    tap.challenge,
                    tap.kiosk.id());
            TestCard card = new TestCard(house, tap.card.id(), said.signer().apply(this));
            return tap.proof(said.change().apply(card.sign(claims)));
        }
    }

    private record Kiosk(House house, TapRows.Tap tap) implements Voice {
        @Override
        public SigningKey key() {
            return tap.kiosk.key();
        }

        @Override
        public Profile profile() {
            return Profile.KIOSK;
        }

        @Override
        public SubjectName name() {
            return new SubjectName.Service(tap.kiosk.id());
        }

        @Override
        public SubjectName another() {
            return new SubjectName.Service(house.kiosk(tap.school).id());
        }

        @Override
        public Broken say(Said said) {
            Instant now = house.now();
            String card = tap.card.assertion(tap.challenge, tap.kiosk.id());
            KioskClaims claims = new KioskClaims(
                    tap.kiosk.id(),
                    said.audience(),
                    now.plusSeconds(said.issued()),
                    now.plusSeconds(said.expires()),
                    tap.challenge,
                    Optional.of(KioskClaims.hashOf(card)));
            TestKiosk kiosk = new TestKiosk(house, tap.kiosk.id(), said.signer().apply(this), "");
            return new Broken(new Proof.Tap(card, said.change().apply(kiosk.sign(claims))));
        }
    }

    private record Service(House house, KeyRows.SignIn signIn) implements Voice {
        @Override
        public SigningKey key() {
            return signIn.browser.service;
        }

        @Override
        public Profile profile() {
            return Profile.WEBAUTHN_SERVICE;
        }

        @Override
        public SubjectName name() {
            return new SubjectName.Service(Browser.SERVICE);
        }

        @Override
        public SubjectName another() {
            return new SubjectName.Service(java.net.URI.create("https://elsewhere.example/"));
        }

        @Override
        public Broken say(Said said) {
            Instant now = house.now();
            byte[] data = signIn.key.data();
            byte[] client = signIn.key.clientData("webauthn.get", signIn.challenge);
            WebAuthnClaims claims = new WebAuthnClaims(
                    Browser.SERVICE,
                    signIn.handle,
                    said.audience(),
                    now.plusSeconds(said.issued()),
                    now.plusSeconds(said.expires()),
                    signIn.challenge,
                    new WebAuthnEvidence(
                            Ceremony.GET, signIn.key.id, data, client, Optional.of(signIn.key.sign(data, client))),
                    Optional.empty());
            try {
                return signIn.proof(said.change()
                        .apply(AssertionWriter.write(claims, said.signer().apply(this))));
            } catch (org.lanyard.pki.PkiException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    static List<DoorRow> all() {
        List<DoorRow> rows = new ArrayList<>();
        rows.addAll(of("card", Reason.CARD_ASSERTION, h -> new Card(h, new TapRows.Tap(h)), Profile.KIOSK));
        rows.addAll(of("kiosk", Reason.KIOSK_ASSERTION, h -> new Kiosk(h, new TapRows.Tap(h)), Profile.CARD_9E));
        rows.addAll(
                of("service", Reason.WEBAUTHN_ASSERTION, h -> new Service(h, new KeyRows.SignIn(h)), Profile.KIOSK));
        rows.addAll(of(
                        "a card as the service",
                        Reason.WEBAUTHN_ASSERTION,
                        h -> new Service(h, new KeyRows.SignIn(h)),
                        Profile.CARD_9E)
                .stream()
                .filter(row -> row.detail().equals("SPEAKER_WRONG"))
                .toList());
        rows.add(withdrawn());
        return rows;
    }

    private static List<DoorRow> of(String who, Reason reason, Function<House, Voice> voice, Profile wrongProfile) {
        List<DoorRow> rows = new ArrayList<>();
        Rows add = (name, detail, said) -> rows.add(DoorRow.assertion(
                who + ": " + name, reason, detail, h -> voice.apply(h).say(said)));
        Said good = Said.GOOD;
        add.row("expired", "EXPIRED", good.times(-91, -31));
        add.row("from the future", "ISSUED_IN_FUTURE", good.times(31, 61));
        add.row("wrong audience", "AUDIENCE_WRONG", good.audience(House.ISSUER + "/"));
        add.row("typ of another token", "TYP_WRONG", good.changed(header("\"typ\":\"[^\"]*", "\"typ\":\"JWT")));
        add.row("alg none", "ALG_NOT_ALLOWED", good.changed(header("ES256", "none")));
        add.row(
                "alg none and no signature",
                "NOT_COMPACT",
                good.changed(text -> unsigned(header("ES256", "none").apply(text))));
        add.row("alg confusion: HS256", "ALG_NOT_ALLOWED", good.changed(header("ES256", "HS256")));
        add.row("alg confusion: RS256 with a P-256 key", "ALG_NOT_FOR_KEY", good.changed(header("ES256", "RS256")));
        add.row(
                "a key of its own in the header",
                "HEADER_NOT_ALLOWED",
                good.changed(header("\\{", "{\"jku\":\"https://evil.example/\",")));
        add.row("a name twice in the header", "DUPLICATE_NAME", good.changed(header("\\{", "{\"alg\":\"ES256\",")));
        add.row("bad UTF-8", "NOT_UTF8", good.changed(header("ES256", "\u00ff")));
        add.row("signature of another assertion", "SIGNATURE_INVALID", good.changed(AssertionRows::otherSignature));
        add.row("signature cut short", "SIGNATURE_LENGTH", good.changed(text -> text.substring(0, text.length() - 2)));
        add.row("padding", "NOT_BASE64URL", good.changed(text -> text + "=="));
        add.row(
                "two parts instead of three",
                "NOT_COMPACT",
                good.changed(text -> text.substring(0, text.lastIndexOf('.'))));
        add.row("over 16 KiB", "TOO_LONG", good.changed(text -> "a".repeat(16 * 1024 + 1)));
        add.row(
                "of a strange authority",
                "CERTIFICATE_NOT_TRUSTED",
                good.signedBy(v -> TestAuthority.create().issue(v.profile(), v.name())));
        add.row(
                "certificate expired",
                "CERTIFICATE_NOT_IN_TIME",
                good.signedBy(v -> v.house().root.expired(v.profile(), v.name())));
        add.row(
                "certificate of tomorrow",
                "CERTIFICATE_NOT_IN_TIME",
                good.signedBy(v -> v.house().root.notYetValid(v.profile(), v.name())));
        add.row(
                "certificate of another's profile",
                "SPEAKER_WRONG",
                good.signedBy(v -> v.house().root.issue(wrongProfile, nameFor(wrongProfile))));
        add.row(
                "naming another than its certificate",
                "ISSUER_NOT_CERTIFICATE",
                good.signedBy(v -> v.house().root.issue(v.profile(), v.another())));
        return rows;
    }

    /** Adds a row. */
    @FunctionalInterface
    private interface Rows {
        void row(String name, String detail, Said said);
    }

    /** The authority is withdrawn: nodes read their list anew within 5 s. */
    private static DoorRow withdrawn() {
        return DoorRow.assertion(
                "card: of a withdrawn authority", Reason.KIOSK_ASSERTION, "CERTIFICATE_NOT_TRUSTED", h -> {
                    Broken good = TapRows.good(h);
                    setStatus(h, AuthorityStatus.WITHDRAWN);
                    h.clock.move(java.time.Duration.ofSeconds(5));
                    return new Broken(good.proof(), () -> {
                        setStatus(h, AuthorityStatus.ACTIVE);
                        h.clock.move(java.time.Duration.ofSeconds(5));
                    });
                });
    }

    private static void setStatus(House house, AuthorityStatus status) {
        house.store.transact(tx -> {
            AuthorityRegister.setStatus(tx, house.authority.id(), status, house.clock.instant());
            return null;
        });
    }

    private static SubjectName nameFor(Profile profile) {
        return profile == Profile.CARD_9E
                ? new SubjectName.Card(UUID.randomUUID())
                : new SubjectName.Service(Browser.SERVICE);
    }

    /** Rewrites the header, byte for byte: what is not ASCII in {@code with} becomes one byte that is no UTF-8. */
    private static UnaryOperator<String> header(String what, String with) {
        return text -> {
            int dot = text.indexOf('.');
            String header =
                    new String(Base64.getUrlDecoder().decode(text.substring(0, dot)), StandardCharsets.ISO_8859_1);
            String changed = header.replaceFirst(what, java.util.regex.Matcher.quoteReplacement(with));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(changed.getBytes(StandardCharsets.ISO_8859_1))
                    + text.substring(dot);
        };
    }

    private static String unsigned(String text) {
        return text.substring(0, text.lastIndexOf('.') + 1);
    }

    /** A well-formed signature that fits nothing: its halves are turned round. */
    private static String otherSignature(String text) {
        int dot = text.lastIndexOf('.') + 1;
        byte[] bytes = Base64.getUrlDecoder().decode(text.substring(dot));
        byte[] turned = new byte[bytes.length];
        int half = bytes.length / 2;
        System.arraycopy(bytes, 0, turned, half, half);
        System.arraycopy(bytes, half, turned, 0, half);
        return text.substring(0, dot) + Base64.getUrlEncoder().withoutPadding().encodeToString(turned);
    }
}
