/** A real SMTP server (GreenMail), and in front of it a door that speaks TLS, refuses and breaks off as it is told. */
package org.lanyard.session.mail;
