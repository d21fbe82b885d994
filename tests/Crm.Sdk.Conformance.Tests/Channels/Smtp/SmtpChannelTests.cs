using Crm.Sdk.Channels.Smtp;
using Crm.Sdk.Notifications;
using Crm.Sdk.Testing;
using Crm.Sdk.TestSupport;
using Microsoft.Extensions.Options;
using Xunit;

namespace Crm.Sdk.Conformance.Tests.Channels.Smtp;

/// <summary>What of e-mail is its own beside the laws of channels, against a real mail server (CA-2, CA-3).</summary>
public sealed class SmtpChannelTests
{
    [SkippableFact]
    public async Task CA_2_a_Chinese_mail_is_read_back_as_it_was_sent()
    {
        await using SmtpServer server = await SmtpServer.StartAsync();

        DeliveryResult result = await SendAsync(server, TestMessages.Create(
            "mail", "plan:7", "尊敬的李雷：\n\n生日快乐！您的积分为 1,234 分。\n.\n.. From 一行", "li.lei@example.com", "生日快乐——来自我们全体员工的祝福，愿您新的一岁平安喜乐、万事顺遂，再次感谢您一直以来的支持", "zh-CN"));

        SmtpMail mail = Assert.Single(await server.TakenAsync(CancellationToken.None));
        Assert.Equal(DeliveryOutcome.Accepted, result.Outcome);
        Assert.Equal("尊敬的李雷：\r\n\r\n生日快乐！您的积分为 1,234 分。\r\n.\r\n.. From 一行", mail.Text?.ReplaceLineEndings("\r\n"));
        Assert.Equal("生日快乐——来自我们全体员工的祝福，愿您新的一岁平安喜乐、万事顺遂，再次感谢您一直以来的支持", mail.Headers["Subject"]);
        Assert.Equal(("care@example.com", "li.lei@example.com", "text/plain", "zh-CN"), (mail.Sender, Assert.Single(mail.Recipients), mail.Type, mail.Headers["Content-Language"]));
        Assert.Equal("客户关怀 <care@example.com>", mail.Headers["From"]);
        Assert.Equal(mail.Headers["Message-ID"], result.Receipt);
    }

    [SkippableFact]
    public async Task CA_2_HTML_goes_with_its_text_beside_it()
    {
        await using SmtpServer server = await SmtpServer.StartAsync();
        const string html = "<html><head><title>t</title><style>p{}</style></head><body><p>您好&nbsp;&amp; welcome</p><p>See <a href=\"https://example.com/a?b=1&amp;c=2\">offers</a>.<br>Bye</p></body></html>";

        await SendAsync(server, TestMessages.Create("mail", "k", html, "a@example.com", "s", format: MessageFormat.Html));

        SmtpMail mail = Assert.Single(await server.TakenAsync(CancellationToken.None));
        Assert.Equal("multipart/alternative", mail.Type);
        Assert.Equal(html, mail.Html?.TrimEnd());
        Assert.Equal("您好\u00a0& welcome\nSee offers (https://example.com/a?b=1&c=2).\nBye", mail.Text?.ReplaceLineEndings("\n").TrimEnd());
    }

    [SkippableFact]
    public async Task CA_3_attempts_at_one_message_carry_one_Message_ID()
    {
        await using SmtpServer server = await SmtpServer.StartAsync();
        await SendAsync(server, TestMessages.Create("mail", "k1", address: "a@example.com"));
        await SendAsync(server, TestMessages.Create("mail", "k1", address: "a@example.com", attempt: 2, possibleDuplicate: true));
        await SendAsync(server, TestMessages.Create("mail", "k2", address: "a@example.com"));

        string[] ids = [.. (await server.TakenAsync(CancellationToken.None)).Select(static mail => mail.Headers["Message-ID"])];
        Assert.Equal(ids[0], ids[1]);
        Assert.NotEqual(ids[0], ids[2]);
        Assert.Matches("^<[0-9a-f]{32}@example\\.com>$", ids[0]);
    }

    [SkippableFact]
    public async Task CA_2_a_link_that_withdraws_the_consent_is_in_the_headers_of_RFC_8058()
    {
        await using SmtpServer server = await SmtpServer.StartAsync();
        var link = new Uri($"https://example.com/u/{new string('t', 300)}");
        await SendAsync(server, TestMessages.Create("mail", "k1", address: "a@example.com", unsubscribe: link));
        await SendAsync(server, TestMessages.Create("mail", "k2", address: "a@example.com"));

        IReadOnlyList<SmtpMail> mails = await server.TakenAsync(CancellationToken.None);
        Assert.Equal($"<{link}>", mails[0].Headers["List-Unsubscribe"]);
        Assert.Equal("List-Unsubscribe=One-Click", mails[0].Headers["List-Unsubscribe-Post"]);
        Assert.DoesNotContain("List-Unsubscribe", mails[1].Headers.Keys);
    }

    [SkippableTheory]
    [InlineData("busy", DeliveryOutcome.Retry, "SMTP 451 4.7.1")]
    [InlineData("fails", DeliveryOutcome.Retry, "SMTP 421 4.3.2")]
    [InlineData("refuses", DeliveryOutcome.Rejected, "SMTP 550 5.1.1")]
    [InlineData("refuses-content", DeliveryOutcome.Rejected, "SMTP 554 5.7.1")]
    [InlineData("busy-content", DeliveryOutcome.Retry, "SMTP 452 4.3.1")]
    public async Task CA_3_answers_of_the_server_are_kept_by_their_codes(string behaviour, DeliveryOutcome outcome, string reason)
    {
        await using SmtpServer server = await SmtpServer.StartAsync();
        await server.BehaveAsync(behaviour, CancellationToken.None);

        DeliveryResult result = await SendAsync(server, TestMessages.Create("mail", "k", address: "a@example.com"));

        Assert.Equal((outcome, reason), (result.Outcome, result.Reason));
    }

    [SkippableTheory]
    [InlineData("drops-inside")]
    [InlineData("drops")]
    public async Task CA_3_a_server_that_hangs_up_within_a_mail_leaves_it_in_doubt(string behaviour)
    {
        await using SmtpServer server = await SmtpServer.StartAsync();
        await server.BehaveAsync(behaviour, CancellationToken.None);

        var error = await Assert.ThrowsAsync<IOException>(() => SendAsync(server, TestMessages.Create("mail", "k", new string('x', 50_000), "a@example.com")));
        Assert.Contains("hung up", error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task CA_3_a_server_that_never_answers_is_left_at_the_timeout_and_the_mail_is_in_doubt()
    {
        await using SmtpServer server = await SmtpServer.StartAsync();
        await server.BehaveAsync("hangs", CancellationToken.None);
        SmtpOptions options = TestMail.Settings(server.Port);
        options.Timeout = TimeSpan.FromSeconds(2);

        await Assert.ThrowsAsync<TimeoutException>(() => SendAsync(options, TestMessages.Create("mail", "k", address: "a@example.com")));
    }

    [SkippableFact]
    public async Task CA_3_where_no_server_listens_nothing_was_sent()
    {
        SmtpServer server = await SmtpServer.StartAsync();
        await server.DisposeAsync();

        await Assert.ThrowsAsync<NotSentException>(() => SendAsync(server, TestMessages.Create("mail", "k", address: "a@example.com")));
    }

    [SkippableFact]
    public async Task A_server_without_STARTTLS_gets_no_mail()
    {
        await using SmtpServer server = await SmtpServer.StartAsync();
        SmtpOptions options = TestMail.Settings(server.Port);
        options.Security = SmtpSecurity.StartTls;

        var error = await Assert.ThrowsAsync<NotSentException>(() => SendAsync(options, TestMessages.Create("mail", "k", address: "a@example.com")));
        Assert.Contains("secure", error.Message, StringComparison.Ordinal);
        Assert.Empty(await server.TakenAsync(CancellationToken.None));
    }

    [SkippableFact]
    public async Task A_server_whose_certificate_is_not_trusted_gets_no_mail()
    {
        await using var folder = new TempFolder();
        (string certificate, string key) = await TestCertificate.WriteAsync(folder);
        await using SmtpServer server = await SmtpServer.StartAsync("--certificate", certificate, "--key", key);
        SmtpOptions options = TestMail.Settings(server.Port);
        options.Security = SmtpSecurity.StartTls;

        await Assert.ThrowsAsync<NotSentException>(() => SendAsync(options, TestMessages.Create("mail", "k", address: "a@example.com")));
        Assert.Empty(await server.TakenAsync(CancellationToken.None));
    }

    [SkippableTheory]
    [InlineData("a@example.com\r\nBcc: b@example.com")]
    [InlineData("a@example.com, b@example.com")]
    [InlineData("Somebody <a@example.com>")]
    [InlineData("a@example.com>\r\nDATA")]
    [InlineData("a b@example.com")]
    [InlineData("")]
    public async Task An_address_cannot_bring_a_header_or_another_recipient(string address)
    {
        await using SmtpServer server = await SmtpServer.StartAsync();

        DeliveryResult result = await SendAsync(server, TestMessages.Create("mail", "k", address: address));

        Assert.Equal(DeliveryOutcome.Rejected, result.Outcome);
        Assert.Empty(await server.TakenAsync(CancellationToken.None));
    }

    [SkippableTheory]
    [InlineData("Hello\r\nBcc: b@example.com")]
    [InlineData("Hello\nX-Header: 1")]
    [InlineData("Hello\0")]
    public async Task A_subject_cannot_bring_a_header(string subject)
    {
        await using SmtpServer server = await SmtpServer.StartAsync();

        Assert.Equal(DeliveryOutcome.Rejected, (await SendAsync(server, TestMessages.Create("mail", "k", address: "a@example.com", subject: subject))).Outcome);
    }

    [SkippableFact]
    public async Task Several_connections_take_two_hundred_mails_each_once()
    {
        await using SmtpServer server = await SmtpServer.StartAsync();
        using var channel = new SmtpChannel(Options.Create(TestMail.Settings(server.Port)), TimeProvider.System);

        DeliveryResult[] results = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => channel.SendAsync(TestMessages.Create("mail", $"k{i}", $"mail {i}", "a@example.com"), CancellationToken.None)));

        Assert.All(results, static result => Assert.Equal(DeliveryOutcome.Accepted, result.Outcome));
        Assert.Equal(Enumerable.Range(0, 200).Select(static i => $"mail {i}").Order(), (await server.TakenAsync(CancellationToken.None)).Select(static mail => mail.Text!.TrimEnd()).Order());
    }

    private static Task<DeliveryResult> SendAsync(SmtpServer server, OutgoingMessage message) => SendAsync(TestMail.Settings(server.Port), message);

    private static async Task<DeliveryResult> SendAsync(SmtpOptions options, OutgoingMessage message)
    {
        using var channel = new SmtpChannel(Options.Create(options), TimeProvider.System);
        return await channel.SendAsync(message, CancellationToken.None);
    }
}
