using Crm.Sdk.Hosting.Tests.Infrastructure;
using Crm.Sdk.Notifications;
using Crm.Sdk.Plugins;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Crm.Sdk.Hosting.Tests;

/// <summary>The channels as a host has them: manifests, registration and settings fit together, and settings that cannot work are told without their secrets (CA-2).</summary>
public sealed class ChannelSettingsTests
{
    private const string Smtp = "crm.channels.smtp", Sms = "crm.channels.sms", Webhook = "crm.channels.webhook";

    [Fact]
    public async Task CA_2_without_settings_all_channels_are_there_and_reach_nobody()
    {
        await using TestHost host = await TestHost.Build(static crm => crm.AddSmtpChannel().AddSmsChannel().AddWebhookChannels()).StartAsync();

        ChannelDescriptor[] channels = [.. host.Services.GetRequiredService<IExtensions>().All<INotificationChannel>().Select(static channel => channel.Instance.Descriptor)];
        Assert.Equal(["dingtalk-robot", "feishu-robot", "mail", "sms", "webhook", "wecom-robot"], channels.Select(static channel => channel.Name).Order(StringComparer.Ordinal));
        Assert.All(channels, static channel => Assert.Equal(Audience.None, channel.Audience));
    }

    [Fact]
    public async Task CA_2_settings_reach_the_channels_and_robots_reach_staff_alone()
    {
        await using TestHost host = await TestHost.Build(static crm => crm.AddSmsChannel().AddWebhookChannels()
            .ConfigurePlugin(Webhook, "wecom:url", "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k")
            .ConfigurePlugin(Webhook, "webhook:url", "https://hooks.example.com/crm").ConfigurePlugin(Webhook, "webhook:secrets:0", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
            .ConfigurePlugin(Sms, "sms:provider", "tencent").ConfigurePlugin(Sms, "sms:keyId", "id").ConfigurePlugin(Sms, "sms:secret", "s").ConfigurePlugin(Sms, "sms:signName", "阿克米")
            .ConfigurePlugin(Sms, "sms:appId", "1400006666").ConfigurePlugin(Sms, "sms:templates:0:code", "449739").ConfigurePlugin(Sms, "sms:templates:0:variables:0", "name")
            .ConfigurePlugin(Sms, "sms:templates:0:purposes:0", "care")).StartAsync();

        Dictionary<string, ChannelDescriptor> channels = host.Services.GetRequiredService<IExtensions>().All<INotificationChannel>()
            .ToDictionary(static channel => channel.Instance.Descriptor.Name, static channel => channel.Instance.Descriptor);
        Assert.Equal((Audience.Staff, Audience.Customers | Audience.Staff, Audience.None), (channels["wecom-robot"].Audience, channels["webhook"].Audience, channels["feishu-robot"].Audience));
        ApprovedTemplate template = Assert.Single(channels["sms"].Templates);
        Assert.Equal(("449739", "name", "care"), (template.Code, Assert.Single(template.Variables), Assert.Single(template.Purposes)));
    }

    [Theory]
    [InlineData(Smtp, "smtp:port", "465", "STARTTLS")]
    [InlineData(Smtp, "smtp:host", "mail.example.com", "smtp:from")]
    [InlineData(Smtp, "smtp:password", "hunter2", "smtp:user")]
    [InlineData(Smtp, "smtp:connections", "99", "smtp:connections")]
    [InlineData(Smtp, "smtp:afterCrash", "providerIdempotencyKey", "smtp:afterCrash")]
    [InlineData(Sms, "sms:keyId", "hunter2", "sms:secret")]
    [InlineData(Sms, "sms:endpoint", "https://evil.example/", "sms:endpoint")]
    [InlineData(Sms, "sms:perSecond", "0", "sms:perSecond")]
    [InlineData(Webhook, "webhook:url", "https://hooks.example.com/hunter2", "webhook:secrets")]
    [InlineData(Webhook, "webhook:secrets:0", "hunter2", "whsec_")]
    [InlineData(Webhook, "dingtalk:url", "http://oapi.dingtalk.com/robot/send?access_token=hunter2", "outbound:allowHttp")]
    [InlineData(Webhook, "feishu:url", "hunter2", "feishu:url")]
    [InlineData(Webhook, "outbound:networks:0", "10.0.0.0", "outbound:networks")]
    [InlineData(Webhook, "outbound:timeout", "00:01:00", "outbound:timeout")]
    public async Task CA_2_a_setting_that_cannot_work_keeps_its_plugin_from_starting_and_is_told_by_name_without_its_secret(string plugin, string key, string value, string told)
    {
        await using TestHost host = await TestHost.Build(crm => crm.AddSmtpChannel().AddSmsChannel().AddWebhookChannels().ConfigurePlugin(plugin, key, value)).StartAsync();

        PluginReport? report = host.Services.GetRequiredService<PluginHost>().Report.Find(new PluginId(plugin));
        Assert.Equal(PluginErrorCodes.OptionsInvalid, report?.Code);
        Assert.Contains(told, report!.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", report.Reason, StringComparison.Ordinal);
    }
}
