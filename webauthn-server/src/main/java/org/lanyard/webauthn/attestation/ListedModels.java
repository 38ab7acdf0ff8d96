package org.lanyard.webauthn.attestation;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.der.DerReader;

/** What one issue of the metadata lists, to be found by AAGUID and by key. */
final class ListedModels implements Models {
    private static final int BIT_STRING = 0x03;
    private static final int SEQUENCE = 0x30;

    private final int number;
    private final LocalDate nextUpdate;
    private final String legalHeader;
    private final List<Model> all;
    private final Map<String, List<Model>> byAaguid = new HashMap<>();
    private final Map<String, List<Model>> byKey = new HashMap<>();

    ListedModels(int number, LocalDate nextUpdate, String legalHeader, List<Model> models) {
        this.number = number;
        this.nextUpdate = nextUpdate;
        this.legalHeader = legalHeader;
        this.all = List.copyOf(models);
        for (Model model : all) {
            model.aaguid().ifPresent(id -> put(byAaguid, id, model));
            model.keys().forEach(key -> put(byKey, key, model));
        }
    }

    private static void put(Map<String, List<Model>> index, String key, Model model) {
        index.computeIfAbsent(key, absent -> new ArrayList<>()).add(model);
    }

    int number() {
        return number;
    }

    LocalDate nextUpdate() {
        return nextUpdate;
    }

    String legalHeader() {
        return legalHeader;
    }

    @Override
    public List<Model> of(String aaguid) {
        return byAaguid.getOrDefault(aaguid, List.of());
    }

    @Override
    public List<Model> of(String aaguid, List<X509Certificate> chain) {
        Set<Model> found = new LinkedHashSet<>(of(aaguid));
        for (X509Certificate certificate : chain) {
            found.addAll(byKey.getOrDefault(keyIdentifier(certificate), List.of()));
        }
        return List.copyOf(found);
    }

    @Override
    public List<Model> all() {
        return all;
    }

    /** FIDO Metadata Service 3.1 §3.1.1: "calculated according to method 1 for computing the keyIdentifier" (RFC 5280 §4.2.1.2). */
    private static String keyIdentifier(X509Certificate certificate) {
        try {
            DerReader key = DerReader.of(certificate.getPublicKey().getEncoded(), PkiReason.CERTIFICATE_MALFORMED)
                    .enter(SEQUENCE);
            key.whole(SEQUENCE);
            byte[] bits = key.content(BIT_STRING);
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(bits, 1, bits.length - 1); // the first octet counts unused bits
            return HexFormat.of().formatHex(sha1.digest());
        } catch (PkiException | NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("the JDK encodes keys as X.509 says, and has SHA-1", impossible);
        }
    }
}
