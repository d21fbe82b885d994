using Crm.Sdk.Channels.Webhook.Outbound;
using Crm.Sdk.Notifications;
using Crm.Sdk.Plugins;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Crm.Sdk.Channels.Webhook;

/// <summary>The plugin <c>crm.channels.webhook</c>: channels that post to an address of a receiver's own.</summary>
public sealed class WebhookChannelsPlugin : ICrmPlugin
{
    /// <summary>The plugin's id.</summary>
    public const string Id = "crm.channels.webhook";

    private const string BadUrl = "url is an absolute address of http or https, without user and fragment.";
    private const string NotEncrypted = "url begins with https:. For a receiver inside, set outbound:allowHttp.";

    /// <inheritdoc/>
    public void Configure(IPluginBuilder plugin)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        plugin
            .AddOptions<OutboundOptions>("outbound", static options => options
                .Validate(static o => o.HasValidNetworks, "outbound:networks are networks such as 10.20.0.0/16 or fd00::/8.")
                .Validate(static o => o.Timeout >= OutboundOptions.LeastTimeout && o.Timeout <= OutboundOptions.MostTimeout, "outbound:timeout is from 00:00:01 to 00:00:25."))
            .AddOptions<WebhookOptions>("webhook", static options => Target(options, "webhook", static o => o.Url)
                .Validate(static o => o.Url is null || o.Secrets.Count is 1 or 2, "webhook:secrets are one secret, or two while one is replaced.")
                .Validate(static o => o.Secrets.All(static secret => WebhookSignature.Key(secret) is not null), "webhook:secrets are whsec_ and 24 to 64 bytes in base64.")
                .Validate(static o => Enum.IsDefined(o.AfterCrash), "webhook:afterCrash is providerIdempotencyKey, preferNoLoss or preferNoDuplicate.")
                .Validate(static o => o.PerSecond is null or (>= 1 and <= 1_000), "webhook:perSecond is from 1 to 1000.")
                .Validate(static o => o.Concurrency is >= 1 and <= 32, "webhook:concurrency is from 1 to 32."));
        AddRobot<WeComRobotOptions>(plugin, "wecom");
        AddRobot<DingTalkRobotOptions>(plugin, "dingtalk");
        AddRobot<FeishuRobotOptions>(plugin, "feishu");
        plugin.Services
            .AddSingleton<OutboundHttp>()
            .AddSingleton(static s => new WebhookChannel(Of<WebhookOptions>(s), s.GetRequiredService<OutboundHttp>(), s.GetRequiredService<IClock>()))
            .AddSingleton(static s => new WeComRobotChannel(Of<WeComRobotOptions>(s), s.GetRequiredService<OutboundHttp>()))
            .AddSingleton(static s => new DingTalkRobotChannel(Of<DingTalkRobotOptions>(s), s.GetRequiredService<OutboundHttp>(), s.GetRequiredService<IClock>()))
            .AddSingleton(static s => new FeishuRobotChannel(Of<FeishuRobotOptions>(s), s.GetRequiredService<OutboundHttp>(), s.GetRequiredService<IClock>()));
        plugin
            .AddChannel<WebhookChannel>(WebhookChannel.Name)
            .AddChannel<WeComRobotChannel>(WeComRobotChannel.Name)
            .AddChannel<DingTalkRobotChannel>(DingTalkRobotChannel.Name)
            .AddChannel<FeishuRobotChannel>(FeishuRobotChannel.Name);
    }

    private static void AddRobot<TOptions>(IPluginBuilder plugin, string section)
        where TOptions : RobotOptions => plugin.AddOptions<TOptions>(section, options => Target(options, section, static o => o.Url));

    /// <summary>The address itself is a secret and is not in what the checks say.</summary>
    private static OptionsBuilder<TOptions> Target<TOptions>(OptionsBuilder<TOptions> options, string section, Func<TOptions, string?> url)
        where TOptions : class => options
        .Validate(o => TargetAddress.IsValid(url(o)), $"{section}:{BadUrl}")
        .Validate<IOptions<OutboundOptions>>((o, outbound) => outbound.Value.AllowHttp || !TargetAddress.IsValid(url(o)) || TargetAddress.IsEncrypted(url(o)), $"{section}:{NotEncrypted}");

    private static TOptions Of<TOptions>(IServiceProvider services)
        where TOptions : class => services.GetRequiredService<IOptions<TOptions>>().Value;
}
