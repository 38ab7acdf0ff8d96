package org.lanyard.card.judge;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.judge.CardTrust.Use;
import org.lanyard.card.piv.Capabilities;
import org.lanyard.card.piv.CertificateContainer;
import org.lanyard.card.piv.Chuid;
import org.lanyard.card.piv.Container;
import org.lanyard.card.piv.Discovery;
import org.lanyard.card.piv.KeyHistory;
import org.lanyard.card.piv.PrintedInformation;
import org.lanyard.card.piv.SecurityObject;
import org.lanyard.card.tlv.Tlv;
import org.lanyard.card.tlv.TlvPolicy;
import org.lanyard.card.tlv.TlvReader;

/**
 * Judges what is on a card, container by container, in the order in which they vouch for one another: the CHUID first,
 * then what its signer signed, then the certificates, which name the card that the CHUID names.
 *
 * <pre>{@code
 * Judgement judgement = CardJudge.judge(CardContents.read(card), trust);
 * }</pre>
 */
public final class CardJudge {
    private static final TlvPolicy POLICY = TlvPolicy.FIELD;
    /** SP 800-73-5 part 1, table 2. */
    private static final Set<Container> FREELY_READ =
            Set.of(Container.CHUID, Container.CAPABILITIES, Container.DISCOVERY, Container.KEY_HISTORY);

    private final CardContents contents;
    private final CardTrust trust;
    private final CertificateJudge certificates;
    private final SignerJudge signers;
    private final Map<Container, Set<Flaw>> flaws = new EnumMap<>(Container.class);
    private Optional<Chuid> chuid = Optional.empty();
    private Optional<X509Certificate> signer = Optional.empty();

    private CardJudge(CardContents contents, CardTrust trust) {
        this.contents = contents;
        this.trust = trust;
        this.certificates = new CertificateJudge(trust);
        this.signers = new SignerJudge(certificates);
        for (Container container : Container.values()) {
            flaws.put(container, EnumSet.noneOf(Flaw.class));
        }
    }

    /** What is good, absent and broken. Whatever the bytes are, nothing is thrown. */
    public static Judgement judge(CardContents contents, CardTrust trust) {
        CardJudge judge = new CardJudge(contents, trust);
        judge.chuid();
        judge.securityObject();
        judge.biometric(Container.FINGERPRINTS);
        judge.biometric(Container.FACE);
        judge.certificate(Container.PIV_AUTHENTICATION_CERTIFICATE, Use.PIV_AUTHENTICATION);
        judge.certificate(Container.CARD_AUTHENTICATION_CERTIFICATE, Use.CARD_AUTHENTICATION);
        judge.keysDiffer();
        judge.shape(Container.CAPABILITIES, Capabilities::parse);
        judge.shape(Container.DISCOVERY, Discovery::parseContent);
        judge.shape(Container.KEY_HISTORY, KeyHistory::parse);
        judge.shape(Container.PRINTED_INFORMATION, PrintedInformation::parse);
        judge.shape(Container.SIGNATURE_CERTIFICATE, CertificateContainer::parseContent);
        judge.shape(Container.KEY_MANAGEMENT_CERTIFICATE, CertificateContainer::parseContent);
        Map<Container, Finding> findings = new EnumMap<>(Container.class);
        judge.flaws.forEach((container, found) ->
                findings.put(container, contents.of(container).isPresent() ? new Finding(true, found) : absent(found)));
        return new Judgement(findings);
    }

    private static Finding absent(Set<Flaw> found) {
        return found.isEmpty() ? Finding.ABSENT : new Finding(false, found);
    }

    /** FIPS 201-3 §4.2.1. */
    private void chuid() {
        Optional<byte[]> content = contents.of(Container.CHUID);
        if (content.isEmpty()) {
            return;
        }
        Set<Flaw> found = flaws.get(Container.CHUID);
        try {
            chuid = Optional.of(Chuid.parseContent(content.get(), POLICY));
            if (lastInstant(chuid.get().expires()).isBefore(trust.at())) {
                found.add(Flaw.CARD_EXPIRED);
            }
        } catch (CardException e) {
            found.add(Flaw.UNREADABLE);
        }
        // The signature is judged also where a field is not as it should be: both are told.
        chuidSignature(content.get(), found);
    }

    private void chuidSignature(byte[] content, Set<Flaw> found) {
        try {
            SignedElements elements = SignedElements.of(content, POLICY);
            if (elements.signature().length == 0) {
                found.add(Flaw.SIGNATURE_MISSING);
                return;
            }
            IssuerSignature signature = IssuerSignature.parse(elements.signature());
            signer = signature.certificate();
            if (signer.isEmpty()) {
                found.add(Flaw.SIGNER_MISSING);
                return;
            }
            if (signature.content().isPresent()) {
                found.add(Flaw.SIGNATURE_MALFORMED);
            }
            if (signature.signerName().isEmpty()) {
                found.add(Flaw.SIGNER_NAME_DIFFERS);
            }
            found.addAll(signers.flaws(signature, IssuerSignature.CHUID, elements.signed(), signer.get()));
            found.addAll(names(signature));
        } catch (CardException e) {
            found.add(Flaw.SIGNATURE_MALFORMED);
        }
    }

    /** Names of the card among the signed attributes, where they are there. */
    private Set<Flaw> names(IssuerSignature signature) throws CardException {
        Set<Flaw> found = EnumSet.noneOf(Flaw.class);
        if (chuid.isPresent()) {
            byte[] own = chuid.get().fascN().encode();
            if (signature.fascN().map(told -> !MessageDigest.isEqual(told, own)).orElse(false)) {
                found.add(Flaw.FASC_N_DIFFERS);
            }
            if (signature
                    .entryUuid()
                    .map(told -> !told.equals(chuid.get().guid()))
                    .orElse(false)) {
                found.add(Flaw.UUID_DIFFERS);
            }
        }
        return found;
    }

    /** SP 800-73-5 part 1 §3.1.7. */
    private void securityObject() {
        Optional<byte[]> content = contents.of(Container.SECURITY_OBJECT);
        if (content.isEmpty()) {
            return;
        }
        Set<Flaw> found = flaws.get(Container.SECURITY_OBJECT);
        try {
            SecurityObject object = SecurityObject.parse(content.get(), POLICY);
            IssuerSignature signature;
            HashList hashes;
            try {
                signature = IssuerSignature.parse(object.signature());
                byte[] list = signature.content().orElse(new byte[0]);
                hashes = HashList.parse(list);
                Optional<X509Certificate> by = signer.isPresent() ? signer : signature.certificate();
                if (by.isEmpty()) {
                    found.add(Flaw.SIGNER_MISSING);
                } else {
                    found.addAll(signers.flaws(signature, IssuerSignature.HASHES, list, by.get()));
                }
            } catch (CardException e) {
                found.add(Flaw.SIGNATURE_MALFORMED);
                return;
            }
            compare(object, hashes);
        } catch (CardException e) {
            found.add(Flaw.UNREADABLE);
        }
    }

    private void compare(SecurityObject object, HashList hashes) {
        if (!object.groups().keySet().equals(hashes.hashes().keySet())) {
            flaws.get(Container.SECURITY_OBJECT).add(Flaw.HASH_MISSING);
        }
        object.groups().forEach((group, id) -> {
            Optional<Container> container = Container.ofId(id);
            byte[] told = hashes.hashes().get(group);
            // Of a container that we do not read nothing can be said.
            if (container.isPresent() && told != null) {
                compare(container.get(), told, hashes.digest());
            }
        });
        boolean covered = object.groups().containsValue(Container.PRINTED_INFORMATION.id());
        if (contents.of(Container.PRINTED_INFORMATION).isPresent() && !covered) {
            flaws.get(Container.PRINTED_INFORMATION).add(Flaw.HASH_MISSING);
        }
    }

    private void compare(Container container, byte[] told, String digest) {
        Optional<byte[]> content = contents.of(container);
        if (content.isEmpty()) {
            // Without the PIN some containers cannot be read.
            if (FREELY_READ.contains(container)) {
                flaws.get(Container.SECURITY_OBJECT).add(Flaw.CONTAINER_MISSING);
            }
            return;
        }
        try {
            if (!MessageDigest.isEqual(MessageDigest.getInstance(digest).digest(content.get()), told)) {
                flaws.get(container).add(Flaw.HASH_DIFFERS);
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + digest, e);
        }
    }

    /** SP 800-76-2 §9. */
    private void biometric(Container container) {
        Optional<byte[]> content = contents.of(container);
        if (content.isEmpty()) {
            return;
        }
        Set<Flaw> found = flaws.get(container);
        Biometric biometric;
        try {
            biometric = Biometric.parse(content.get(), POLICY);
        } catch (CardException e) {
            found.add(Flaw.UNREADABLE);
            return;
        }
        if (trust.at().isBefore(biometric.notBefore()) || trust.at().isAfter(biometric.notAfter())) {
            found.add(Flaw.BIOMETRIC_NOT_IN_TIME);
        }
        chuid.ifPresent(known -> {
            if (!MessageDigest.isEqual(known.fascN().encode(), biometric.fascN())) {
                found.add(Flaw.FASC_N_DIFFERS);
            }
            if (biometric.notAfter().atOffset(ZoneOffset.UTC).toLocalDate().isBefore(known.expires())) {
                found.add(Flaw.BIOMETRIC_ENDS_BEFORE_CARD);
            }
        });
        try {
            IssuerSignature signature = IssuerSignature.parse(biometric.signature());
            found.addAll(names(signature));
            Optional<X509Certificate> by = signature.certificate().isPresent() ? signature.certificate() : signer;
            if (by.isEmpty()) {
                found.add(Flaw.SIGNER_MISSING);
            } else {
                found.addAll(signers.flaws(signature, IssuerSignature.BIOMETRIC, biometric.signed(), by.get()));
            }
        } catch (CardException e) {
            found.add(Flaw.SIGNATURE_MALFORMED);
        }
    }

    /** FIPS 201-3 §4.2.2. */
    private void certificate(Container container, Use use) {
        Optional<byte[]> content = contents.of(container);
        if (content.isEmpty()) {
            return;
        }
        Set<Flaw> found = flaws.get(container);
        X509Certificate certificate;
        try {
            certificate = CertificateContainer.parseContent(content.get(), POLICY);
        } catch (CardException e) {
            found.add(Flaw.UNREADABLE);
            return;
        }
        found.addAll(certificates.flaws(certificate, use));
        Optional<CardNames> names = CardNames.of(certificate);
        if (names.isEmpty()) {
            found.add(Flaw.CERTIFICATE_REFUSED);
        }
        chuid.ifPresent(known -> {
            names.ifPresent(each -> found.addAll(each.against(known)));
            if (certificate.getNotAfter().toInstant().isAfter(lastInstant(known.expires()))) {
                found.add(Flaw.CERTIFICATE_OUTLIVES_CARD);
            }
        });
    }

    private void keysDiffer() {
        Optional<byte[]> one = key(Container.PIV_AUTHENTICATION_CERTIFICATE);
        Optional<byte[]> other = key(Container.CARD_AUTHENTICATION_CERTIFICATE);
        if (one.isPresent() && other.isPresent() && MessageDigest.isEqual(one.get(), other.get())) {
            flaws.get(Container.CARD_AUTHENTICATION_CERTIFICATE).add(Flaw.KEY_REPEATED);
        }
    }

    private Optional<byte[]> key(Container container) {
        try {
            Optional<byte[]> content = contents.of(container);
            return content.isEmpty()
                    ? Optional.empty()
                    : Optional.of(CertificateContainer.parseContent(content.get(), POLICY)
                            .getPublicKey()
                            .getEncoded());
        } catch (CardException e) {
            return Optional.empty();
        }
    }

    /** Reads a container whose content nobody but the Security Object vouches for. */
    @FunctionalInterface
    private interface Parser {
        Object parse(byte[] content, TlvPolicy policy) throws CardException;
    }

    private void shape(Container container, Parser parser) {
        Optional<byte[]> content = contents.of(container);
        if (content.isPresent()) {
            try {
                parser.parse(content.get(), POLICY);
            } catch (CardException e) {
                flaws.get(container).add(Flaw.UNREADABLE);
            }
        }
    }

    private static Instant lastInstant(LocalDate lastDay) {
        return lastDay.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusNanos(1);
    }

    /** The CHUID's signature and what it is over, by its elements alone. */
    private record SignedElements(byte[] signed, byte[] signature) {
        private static final int SIGNATURE = 0x3E;

        static SignedElements of(byte[] content, TlvPolicy policy) throws CardException {
            ByteArrayOutputStream signed = new ByteArrayOutputStream();
            byte[] signature = new byte[0];
            TlvReader reader = new TlvReader(content, policy);
            while (reader.hasNext()) {
                int start = reader.position();
                Tlv each = reader.next();
                if (each.tag() == SIGNATURE) {
                    signature = each.value();
                } else {
                    signed.write(content, start, reader.position() - start);
                }
            }
            return new SignedElements(signed.toByteArray(), signature);
        }
    }
}
