package org.lanyard.webauthn.http;

import org.eclipse.jetty.util.component.LifeCycle;
import org.lanyard.webauthn.attestation.Metadata;
import org.lanyard.webauthn.attestation.MetadataSchedule;
import org.lanyard.webauthn.report.ReportCourier;

/** What the service does beside answering; it begins and ends with the handler. */
final class Beside implements LifeCycle.Listener {
    private final boolean withMetadata;
    private final MetadataSchedule schedule;
    private final ReportCourier courier;

    Beside(boolean withMetadata, Metadata metadata, ReportCourier courier) {
        this.withMetadata = withMetadata;
        this.schedule = new MetadataSchedule(metadata);
        this.courier = courier;
    }

    @Override
    public void lifeCycleStarting(LifeCycle handler) {
        if (withMetadata) {
            schedule.start();
        }
        courier.start();
    }

    @Override
    public void lifeCycleStopping(LifeCycle handler) {
        schedule.close();
        courier.close();
    }
}
