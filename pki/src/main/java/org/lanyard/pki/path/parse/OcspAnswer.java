package org.lanyard.pki.path.parse;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An OCSP response as it was read: RFC 6960 §4.2.1. It is well formed; nothing is said of whether it is to be believed. */
public final class OcspAnswer {
    /** The longest that is read, in bytes. */
    public static final int LIMIT = 256 * 1024;

    private static final String BASIC = "1.3.6.1.5.5.7.48.1.1";
    private static final String NONCE = "1.3.6.1.5.5.7.48.1.2";
    private static final int MOST_CERTIFICATES = 16;

    private final byte[] signedPart;
    private final AlgorithmIdentifier signatureAlgorithm;
    private final byte[] signature;
    private final List<ParsedCertificate> certificates = new ArrayList<>(1);
    private final Optional<DistinguishedName> responderName;
    private final Optional<byte[]> responderKeyHash;
    private final Instant producedAt;
    private final List<Single> singles = new ArrayList<>(1);
    private Optional<byte[]> nonce = Optional.empty();

    /** What a SingleResponse says: good, revoked (since when, reason number), or unknown. */
    public enum Said {
        GOOD,
        REVOKED,
        UNKNOWN
    }

    /**
     * One SingleResponse.
     *
     * @param about which certificate
     * @param revoked since when and why; only where it is revoked
     */
    public record Single(
            CertificateQuestion about,
            Said said,
            Optional<CrlEntry> revoked,
            Instant thisUpdate,
            Optional<Instant> nextUpdate) {}

    /** CertID: which certificate, by hashes of its issuer's name and key, and its serial number. */
    public record CertificateQuestion(String hash, byte[] issuerName, byte[] issuerKey, BigInteger serial) {
        public CertificateQuestion {
            issuerName = issuerName.clone();
            issuerKey = issuerKey.clone();
        }

        @Override
        public byte[] issuerName() {
            return issuerName.clone();
        }

        @Override
        public byte[] issuerKey() {
            return issuerKey.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof CertificateQuestion question
                    && hash.equals(question.hash)
                    && Arrays.equals(issuerName, question.issuerName)
                    && Arrays.equals(issuerKey, question.issuerKey)
                    && serial.equals(question.serial);
        }

        @Override
        public int hashCode() {
            return serial.hashCode();
        }
    }

    private OcspAnswer(Der basic) throws PathException {
        this.signedPart = basic.whole(Der.SEQUENCE);
        this.signatureAlgorithm = AlgorithmIdentifier.read(basic);
        this.signature = basic.signature();
        if (basic.has(Der.constructed(0))) {
            Der explicit = basic.open(Der.constructed(0));
            Der sequence = explicit.open(Der.SEQUENCE);
            while (!sequence.isEmpty()) {
                if (certificates.size() == MOST_CERTIFICATES) {
                    throw new PathException(PathReason.TOO_LARGE, "more certificates than " + MOST_CERTIFICATES);
                }
                certificates.add(ParsedCertificate.of(sequence.any()));
            }
            explicit.end();
        }
        basic.end();

        Der data = Der.walked(signedPart).open(Der.SEQUENCE);
        if (data.has(Der.constructed(0))) {
            throw new PathException(PathReason.VERSION_WRONG, "version 1 is left out");
        }
        if (data.has(Der.constructed(1))) {
            Der explicit = data.open(Der.constructed(1));
            this.responderName = Optional.of(DistinguishedName.read(explicit));
            this.responderKeyHash = Optional.empty();
            explicit.end();
        } else {
            Der explicit = data.open(Der.constructed(2));
            this.responderName = Optional.empty();
            this.responderKeyHash = Optional.of(explicit.content(Der.OCTET_STRING));
            explicit.end();
        }
        this.producedAt = Times.read(data).at();
        Der responses = data.open(Der.SEQUENCE);
        while (!responses.isEmpty()) {
            singles.add(single(responses.open(Der.SEQUENCE)));
        }
        extensions(data);
        data.end();
    }

    /**
     * Reads one.
     *
     * @param der at most {@link #LIMIT} bytes, nothing behind it
     * @throws PathException OCSP_MALFORMED; OCSP_REFUSED where it is an error's answer
     */
    public static OcspAnswer of(byte[] der) throws PathException {
        try {
            Der response = Der.of(der.clone(), LIMIT).open(Der.SEQUENCE);
            int status = response.count(Der.ENUMERATED);
            if (status != 0) {
                throw new PathException(PathReason.OCSP_REFUSED, refusal(status));
            }
            Der explicit = response.open(Der.constructed(0));
            Der bytes = explicit.open(Der.SEQUENCE);
            String type = bytes.oid(Der.OID);
            if (!type.equals(BASIC)) {
                throw new PathException(PathReason.OCSP_MALFORMED, "response type " + type);
            }
            byte[] basic = bytes.content(Der.OCTET_STRING);
            bytes.end();
            explicit.end();
            response.end();
            Der content = Der.of(basic, LIMIT);
            OcspAnswer answer = new OcspAnswer(content.open(Der.SEQUENCE));
            content.end();
            return answer;
        } catch (PathException e) {
            boolean own = e.reason() == PathReason.OCSP_MALFORMED || e.reason() == PathReason.OCSP_REFUSED;
            throw own ? e : new PathException(PathReason.OCSP_MALFORMED, e.getMessage());
        }
    }

    /** RFC 6960 §4.2.1, OCSPResponseStatus. */
    private static String refusal(int status) {
        return switch (status) {
            case 1 -> "malformedRequest";
            case 2 -> "internalError";
            case 3 -> "tryLater";
            case 5 -> "sigRequired";
            case 6 -> "unauthorized";
            default -> "status " + status;
        };
    }

    private static Single single(Der response) throws PathException {
        Der id = response.open(Der.SEQUENCE);
        AlgorithmIdentifier hash = AlgorithmIdentifier.read(id);
        CertificateQuestion about = new CertificateQuestion(
                hash.oid(), id.content(Der.OCTET_STRING), id.content(Der.OCTET_STRING), id.integer(Der.INTEGER));
        id.end();
        Said said;
        Optional<CrlEntry> revoked = Optional.empty();
        if (response.has(Der.context(0))) {
            response.open(Der.context(0)).end();
            said = Said.GOOD;
        } else if (response.has(Der.constructed(1))) {
            Der info = response.open(Der.constructed(1));
            Instant since = Times.read(info).at();
            int reason = 0;
            if (info.has(Der.constructed(0))) {
                Der explicit = info.open(Der.constructed(0));
                reason = explicit.count(Der.ENUMERATED);
                explicit.end();
            }
            info.end();
            revoked = Optional.of(new CrlEntry(since, reason));
            said = Said.REVOKED;
        } else {
            response.open(Der.context(2)).end();
            said = Said.UNKNOWN;
        }
        Instant thisUpdate = Times.read(response).at();
        Optional<Instant> nextUpdate = Optional.empty();
        if (response.has(Der.constructed(0))) {
            Der explicit = response.open(Der.constructed(0));
            nextUpdate = Optional.of(Times.read(explicit).at());
            explicit.end();
        }
        if (response.has(Der.constructed(1))) {
            Der explicit = response.open(Der.constructed(1));
            noneCritical(ExtensionsReader.raw(explicit.open(Der.SEQUENCE)));
            explicit.end();
        }
        response.end();
        return new Single(about, said, revoked, thisUpdate, nextUpdate);
    }

    private void extensions(Der data) throws PathException {
        if (!data.has(Der.constructed(1))) {
            return;
        }
        Der explicit = data.open(Der.constructed(1));
        Map<String, ExtensionsReader.Raw> raw = ExtensionsReader.raw(explicit.open(Der.SEQUENCE));
        explicit.end();
        ExtensionsReader.Raw sent = raw.remove(NONCE);
        if (sent != null) {
            nonce = Optional.of(sent.value());
        }
        noneCritical(raw);
    }

    private static void noneCritical(Map<String, ExtensionsReader.Raw> raw) throws PathException {
        for (Map.Entry<String, ExtensionsReader.Raw> each : raw.entrySet()) {
            if (each.getValue().critical()) {
                throw new PathException(PathReason.OCSP_MALFORMED, "critical extension " + each.getKey());
            }
        }
    }

    /** tbsResponseData, as it was signed. */
    public byte[] signedPart() {
        return signedPart.clone();
    }

    public AlgorithmIdentifier signatureAlgorithm() {
        return signatureAlgorithm;
    }

    public byte[] signature() {
        return signature.clone();
    }

    /** Certificates that came along, none of them trusted. */
    public List<ParsedCertificate> certificates() {
        return List.copyOf(certificates);
    }

    /** Whether a certificate is the one that the answer names as its signer's: by its subject, or SHA-1 of its key. */
    public boolean isSignedAs(DistinguishedName name, byte[] keyHash) {
        return responderName.isPresent()
                ? responderName.get().equals(name)
                : Arrays.equals(responderKeyHash.orElseThrow(), keyHash);
    }

    public Instant producedAt() {
        return producedAt;
    }

    /** What it says, of each certificate that it is about. */
    public List<Single> singles() {
        return List.copyOf(singles);
    }

    /** The content of the nonce extension (RFC 9654: an OCTET STRING, encoded). */
    public Optional<byte[]> nonce() {
        return nonce.map(byte[]::clone);
    }
}
