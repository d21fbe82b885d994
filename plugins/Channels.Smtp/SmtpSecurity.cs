namespace Crm.Sdk.Channels.Smtp;

/// <summary>How the connection to the mail server is protected.</summary>
public enum SmtpSecurity
{
    /// <summary>STARTTLS, with a certificate that this machine trusts; a server that does not offer it gets no mail.</summary>
    StartTls,

    /// <summary>Not at all: for a relay on this machine. No password is sent then.</summary>
    None,
}
