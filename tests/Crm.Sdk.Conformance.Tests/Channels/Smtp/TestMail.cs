using Crm.Sdk.Channels.Smtp;

namespace Crm.Sdk.Conformance.Tests.Channels.Smtp;

/// <summary>Settings for a mail server on this machine.</summary>
internal static class TestMail
{
    public static SmtpOptions Settings(int port) => new() { Host = "127.0.0.1", Port = port, Security = SmtpSecurity.None, From = "客户关怀 <care@example.com>" };
}
