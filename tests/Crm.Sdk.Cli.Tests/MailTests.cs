using System.Text.Json;
using Crm.Sdk.Cli.Tests.Support;
using Crm.Sdk.Notifications;
using Crm.Sdk.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Crm.Sdk.Cli.Tests;

/// <summary>The whole way of a mail: put into the outbox, taken by the gate, handed to a real mail server over STARTTLS with an account, and read back (CA-2).</summary>
public sealed class MailTests : IAsyncDisposable
{
    private static readonly CrmScope Scope = new(TenantId.Default, new ActorId("ada"));

    private readonly ToolFolder _folder = new();
    private readonly TempFolder _certificates = new();

    [SkippableFact]
    public async Task CA_2_a_mail_in_Chinese_goes_over_STARTTLS_with_an_account_to_a_server_whose_certificate_is_trusted()
    {
        (string certificate, string key) = await TestCertificate.WriteAsync(_certificates);
        await using SmtpServer server = await SmtpServer.StartAsync("--certificate", certificate, "--key", key, "--user", "care", "--password", "s3cret-密码");
        await PutAsync();

        ToolRun run = await DispatchAsync(server, certificate, "s3cret-密码");

        Assert.Equal(1, run.Expect(0).Json.GetProperty("sent").GetInt32());
        SmtpMail mail = Assert.Single(await server.TakenAsync(CancellationToken.None));
        Assert.Equal(("订单已发出", "您的订单今天发出。", "li.lei@example.com"), (mail.Headers["Subject"], mail.Text!.TrimEnd(), Assert.Single(mail.Recipients)));
        Assert.Equal((true, "care"), (mail.Tls, mail.User));
    }

    [SkippableFact]
    public async Task CA_3_where_the_password_is_wrong_nothing_goes_out_and_the_secret_is_in_no_output()
    {
        (string certificate, string key) = await TestCertificate.WriteAsync(_certificates);
        await using SmtpServer server = await SmtpServer.StartAsync("--certificate", certificate, "--key", key, "--user", "care", "--password", "right");
        await PutAsync();

        ToolRun run = await DispatchAsync(server, certificate, "wr0ng-passw0rd");

        Assert.Equal(1, run.Expect(0).Json.GetProperty("failed").GetInt32());
        Assert.Empty(await server.TakenAsync(CancellationToken.None));
        Assert.DoesNotContain("wr0ng-passw0rd", run.Output + run.Error, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await _folder.DisposeAsync();
        await _certificates.DisposeAsync();
    }

    private async Task<ToolRun> DispatchAsync(SmtpServer server, string certificate, string password)
    {
        string config = await _folder.WriteAsync("crm.json", $$"""
            { "Crm": { "Plugins": { "crm.channels.smtp": { "smtp": {
                "host": "localhost", "port": {{server.Port}}, "user": "care", "password": {{JsonSerializer.Serialize(password)}}, "from": "客户关怀 <care@example.com>" } } } } }
            """);
        return await ToolFolder.RunProcessAsync(
            new Dictionary<string, string?> { ["SSL_CERT_FILE"] = certificate }, "outbox", "dispatch", "--json", "--config", config, "--connection", _folder.Connection);
    }

    private async Task PutAsync()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddCrm(crm => crm.UseSqlite(_folder.Connection).AddSmtpChannel()
            .ConfigurePlugin("crm.channels.smtp", "smtp:host", "localhost").ConfigurePlugin("crm.channels.smtp", "smtp:from", "care@example.com"));
        using IHost host = builder.Build();
        await host.StartAsync();
        await using (ICrmSession session = host.Services.GetRequiredService<ICrm>().OpenSession(Scope))
        {
            await host.Services.GetRequiredService<IOutbox>().EnqueueAsync(
                session,
                new MessageDraft { Key = "m-1", Channel = "mail", Audience = Audience.Staff, Address = "li.lei@example.com", Subject = "订单已发出", Body = "您的订单今天发出。", Purpose = "service" },
                CancellationToken.None);
            await session.CommitAsync(CancellationToken.None);
        }

        await host.StopAsync();
    }
}
