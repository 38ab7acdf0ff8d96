-- What somebody is charged with besides their role: at a school, or (council-admin, auditor) of the whole authority.
CREATE TABLE duty (
    person_id TEXT   NOT NULL REFERENCES person (id),
    duty      TEXT   NOT NULL CHECK (duty IN ('office', 'teacher', 'safeguarding-lead', 'school-admin', 'council-admin',
                                              'auditor')),
    school_id TEXT   REFERENCES school (id),
    since     BIGINT NOT NULL,
    CHECK ((school_id IS NULL AND duty IN ('council-admin', 'auditor'))
        OR (school_id IS NOT NULL AND duty NOT IN ('council-admin', 'auditor')))
);
CREATE UNIQUE INDEX duty_once ON duty (person_id, duty, COALESCE(school_id, ''));
CREATE INDEX duty_school ON duty (school_id, duty);
