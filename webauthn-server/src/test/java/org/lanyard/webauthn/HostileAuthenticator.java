package org.lanyard.webauthn;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.lanyard.pki.http.HttpRefusal;
import org.lanyard.pki.http.Json;
import org.lanyard.webauthn.softauthenticator.SoftAuthenticator;

/**
 * The good authenticator with one thing bent before it is signed: so that what is refused is refused for that one thing,
 * and never because a signature is broken too.
 */
public final class HostileAuthenticator extends SoftAuthenticator {
    private UnaryOperator<byte[]> clientData = UnaryOperator.identity();
    private UnaryOperator<byte[]> authenticatorData = UnaryOperator.identity();
    private UnaryOperator<byte[]> coseKey = UnaryOperator.identity();

    public HostileAuthenticator() {
        super(new SecureRandom(), UP_UV, true);
    }

    public HostileAuthenticator(int flags, boolean counting) {
        super(new SecureRandom(), flags, counting);
    }

    /** Bends the client data's members. */
    public HostileAuthenticator clientData(Consumer<ObjectNode> bend) {
        return clientDataBytes(json -> {
            try {
                ObjectNode object = Json.parseObject(json);
                bend.accept(object);
                return Json.bytes(object);
            } catch (HttpRefusal impossible) {
                throw new AssertionError(impossible);
            }
        });
    }

    /** Bends the client data's bytes. */
    public HostileAuthenticator clientDataBytes(UnaryOperator<byte[]> bend) {
        clientData = bend;
        return this;
    }

    /** Bends the client data's text. */
    public HostileAuthenticator clientDataText(UnaryOperator<String> bend) {
        return clientDataBytes(
                json -> bend.apply(new String(json, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
    }

    /** Bends the authenticator data's bytes. */
    public HostileAuthenticator authenticatorData(UnaryOperator<byte[]> bend) {
        authenticatorData = bend;
        return this;
    }

    /** Sets the flags and leaves AT as it has to be. */
    public HostileAuthenticator flags(int told) {
        return authenticatorData(data -> {
            data[32] = (byte) (told | data[32] & 0x40);
            return data;
        });
    }

    /** Bends the COSE_Key's bytes. */
    public HostileAuthenticator coseKey(UnaryOperator<byte[]> bend) {
        coseKey = bend;
        return this;
    }

    /** Is good from here on. */
    public HostileAuthenticator good() {
        clientData = UnaryOperator.identity();
        authenticatorData = UnaryOperator.identity();
        coseKey = UnaryOperator.identity();
        return this;
    }

    @Override
    protected byte[] clientData(String type, String challenge, String origin) {
        return clientData.apply(super.clientData(type, challenge, origin));
    }

    @Override
    protected byte[] authenticatorData(String rpId, int told, long counter, byte[] attested) {
        return authenticatorData.apply(super.authenticatorData(rpId, told, counter, attested));
    }

    @Override
    protected byte[] coseKey(Credential credential) {
        return coseKey.apply(super.coseKey(credential));
    }
}
