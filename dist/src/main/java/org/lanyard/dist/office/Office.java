package org.lanyard.dist.office;

import java.time.Instant;
import org.lanyard.dist.serve.Node;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.cli.PkiSurroundings;
import org.lanyard.pki.cli.StoreOptions;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.revocation.CertificateRegistry;
import org.lanyard.pki.store.Store;
import org.lanyard.session.card.CardLife;
import org.lanyard.session.card.SealedPuks;
import org.lanyard.session.http.Desk;
import org.lanyard.session.login.EndedWithCertificate;
import org.lanyard.session.pass.Passes;

/** The registers, opened for one command beside the running service. */
public final class Office implements AutoCloseable {
    private final Store store;
    private final MasterKey master;
    private final AuditLog audit;
    private final Desk desk;
    private final SealedPuks puks;
    private final CardLife life;
    private final PkiSurroundings here;

    private Office(Store store, MasterKey master, PkiSurroundings here) {
        this.store = store;
        this.master = master;
        this.here = here;
        this.audit = new AuditLog(master, here.random());
        CertificateRegistry certificates =
                new CertificateRegistry(store.engine(), audit, new EndedWithCertificate(audit));
        this.desk = Desk.of(store.engine(), audit, certificates, here.random());
        this.puks = new SealedPuks(store.engine(), master, audit);
        this.life = new CardLife(store.engine(), desk.cards(), puks, audit);
    }

    static Office open(StoreOptions options, PkiSurroundings here) throws PkiException {
        MasterKey master = options.masterKey();
        return new Office(options.open(Node.MIGRATIONS), master, here);
    }

    public Store store() {
        return store;
    }

    public MasterKey master() {
        return master;
    }

    public AuditLog audit() {
        return audit;
    }

    public Desk desk() {
        return desk;
    }

    public SealedPuks puks() {
        return puks;
    }

    public CardLife life() {
        return life;
    }

    public Passes passes() throws PkiException {
        return Passes.of(store, master, audit, desk.ending(), here.clock(), here.random());
    }

    public Instant now() {
        return here.clock().instant();
    }

    @Override
    public void close() {
        store.close();
    }
}
