package org.lanyard.pki.ca;

import java.math.BigInteger;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.keystore.KeyAlgorithm;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.pki.lint.Linter;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.ProfileSettings;
import org.lanyard.pki.profile.SubjectName;

/**
 * Holds a sample certificate of each profile, for each kind of key it takes, against every rule, under an authority that
 * is made for it and thrown away. What passes here is not refused when the first person needs it.
 */
public final class ProfileSamples {
    private static final BigInteger SMALL = primesBelow(752);

    private final IssuingRules rules;
    private final SecureRandom random;
    private final Map<KeyAlgorithm, PublicKey> keys = new EnumMap<>(KeyAlgorithm.class);
    private final X509Certificate issuer;
    private final Instant now;

    /** Makes the authority. */
    public ProfileSamples(IssuingRules rules, Instant now, SecureRandom random) throws PkiException {
        this.rules = rules;
        this.random = random;
        this.now = now.truncatedTo(ChronoUnit.SECONDS);
        AuthorityCertificates certificates = new AuthorityCertificates(rules.arc(), rules.points(), random);
        KeyPair root = AuthorityCertificates.pair("secp384r1");
        SigningKey rootKey = new SigningKey(
                root.getPrivate(), List.of(certificates.root(root, now, AuthorityDirectory.ROOT_VALIDITY)));
        this.issuer = certificates.issuing(
                rootKey, AuthorityCertificates.pair("secp256r1").getPublic(), now, AuthorityDirectory.ISSUING_VALIDITY);
    }

    /**
     * Lints a profile's samples, of the usual and of the longest validity.
     *
     * @throws PkiException LINT_FAILED with every broken rule
     */
    public void require(Profile profile) throws PkiException {
        ProfileSettings settings = rules.profiles().of(profile);
        for (KeyAlgorithm algorithm : settings.keys()) {
            lint(settings, algorithm, settings.validity());
            lint(settings, algorithm, settings.longestValidity());
        }
    }

    private void lint(ProfileSettings settings, KeyAlgorithm algorithm, Duration validity) throws PkiException {
        TbsBuilder.Frame frame =
                new TbsBuilder.Frame(SerialNumbers.next(random), now.minus(Profile.SET_BACK), now.plus(validity));
        byte[] tbs = TbsBuilder.leaf(
                frame,
                TbsBuilder.Under.of(issuer),
                rules.arc(),
                settings,
                name(settings),
                key(algorithm),
                rules.points());
        new Linter(rules.arc(), rules.profiles()).leaf(tbs, settings.profile(), issuer);
    }

    private static SubjectName name(ProfileSettings settings) {
        String host = settings.within().isEmpty()
                ? "sample.example"
                : settings.within().get(0);
        List<SubjectName> all = List.of(
                new SubjectName.Card(new UUID(0x4000L, Long.MIN_VALUE)),
                new SubjectName.Service(URI.create("https://" + host + "/")),
                new SubjectName.Hosts(List.of(host)));
        return all.stream()
                .filter(name -> settings.profile().takes(name))
                .findFirst()
                .orElseThrow();
    }

    private PublicKey key(KeyAlgorithm algorithm) throws PkiException {
        if (!keys.containsKey(algorithm)) {
            keys.put(algorithm, make(algorithm));
        }
        return keys.get(algorithm);
    }

    private PublicKey make(KeyAlgorithm algorithm) throws PkiException {
        return switch (algorithm) {
            case P_256 -> AuthorityCertificates.pair("secp256r1").getPublic();
            case P_384 -> AuthorityCertificates.pair("secp384r1").getPublic();
            case RSA_2048 -> modulus(2048);
            case RSA_3072 -> modulus(3072);
            case RSA_4096 -> modulus(4096);
        };
    }

    /** An odd number of the right size without small factors stands for a modulus: nobody will use the key. */
    private PublicKey modulus(int bits) {
        BigInteger number;
        do {
            number = new BigInteger(bits, random).setBit(bits - 1).setBit(0);
        } while (!number.gcd(SMALL).equals(BigInteger.ONE));
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(number, BigInteger.valueOf(65_537)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has RSA", e);
        }
    }

    private static BigInteger primesBelow(int limit) {
        BigInteger product = BigInteger.ONE;
        for (BigInteger prime = BigInteger.TWO; prime.intValue() < limit; prime = prime.nextProbablePrime()) {
            product = product.multiply(prime);
        }
        return product;
    }
}
