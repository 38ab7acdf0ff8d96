package org.lanyard.pki.ca;

import java.nio.file.Path;
import java.security.Signature;
import org.lanyard.pki.keystore.CryptoProviders;
import org.lanyard.pki.keystore.Passphrase;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.pki.revocation.CertificateId;

/** A process that knows nothing but the authority's folder and the token's PIN. */
final class TokenSigner {
    private TokenSigner() {}

    public static void main(String[] arguments) throws Exception {
        CryptoProviders.install();
        AuthorityDirectory directory = AuthorityDirectory.open(Path.of(arguments[0]));
        Passphrase pin = new Passphrase.FromPrompt("test", question -> arguments[1].toCharArray());
        SigningKey key = directory
                .keys(pin, pin)
                .of(CertificateId.issuerId(directory.issuingCertificate()))
                .orElseThrow();
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key.key());
        signature.update(new byte[7]);
        byte[] signed = signature.sign();
        String by = signature.getProvider().getName();
        signature = Signature.getInstance("SHA256withECDSA");
        signature.initVerify(key.publicKey());
        signature.update(new byte[7]);
        System.out.println((signature.verify(signed) ? "signed by " : "NOT signed by ") + by);
    }
}
