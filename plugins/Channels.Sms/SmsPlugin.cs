using Crm.Sdk.Notifications;
using Crm.Sdk.Plugins;

namespace Crm.Sdk.Channels.Sms;

/// <summary>The plugin <c>crm.channels.sms</c>: text messages.</summary>
public sealed class SmsPlugin : ICrmPlugin
{
    /// <summary>The plugin's id.</summary>
    public const string Id = "crm.channels.sms";

    /// <inheritdoc/>
    public void Configure(IPluginBuilder plugin)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        plugin
            .AddOptions<SmsOptions>("sms", static options => options
                .Validate(static o => Enum.IsDefined(o.Provider), "sms:provider is aliyun or tencent.")
                .Validate(static o => o.KeyId is null || (!string.IsNullOrEmpty(o.Secret) && !string.IsNullOrEmpty(o.SignName)), "sms:keyId needs sms:secret and sms:signName.")
                .Validate(static o => o.KeyId is null || o.Provider != SmsProvider.Tencent || !string.IsNullOrEmpty(o.AppId), "sms:appId is the SmsSdkAppId, which Tencent asks for.")
                .Validate(static o => o.KeyId is null || o.Templates.Count > 0, "sms:templates has no template; nothing but approved templates is sent.")
                .Validate(static o => o.Templates.All(static t => t.Code.Length > 0 && t.Variables.Distinct(StringComparer.Ordinal).Count() == t.Variables.Count), "sms:templates have a code, and variables with different names.")
                .Validate(static o => o.Templates.Select(static t => t.Code).Distinct(StringComparer.Ordinal).Count() == o.Templates.Count, "sms:templates have different codes.")
                .Validate(static o => IsOfProvider(o.Address), "sms:endpoint is an address of https below aliyuncs.com or tencentcloudapi.com.")
                .Validate(static o => o.Country.Length is >= 1 and <= 3 && o.Country.All(char.IsAsciiDigit), "sms:country is the digits of a country, such as 86.")
                .Validate(static o => o.MaxSegments is null or (>= 1 and <= 20), "sms:maxSegments is from 1 to 20.")
                .Validate(static o => o.PerSecond is >= 1 and <= 3_000, "sms:perSecond is from 1 to 3000.")
                .Validate(static o => o.Concurrency is >= 1 and <= 32, "sms:concurrency is from 1 to 32.")
                .Validate(static o => o.Timeout >= SmsOptions.LeastTimeout && o.Timeout <= SmsOptions.MostTimeout, "sms:timeout is from 00:00:01 to 00:00:25."))
            .AddChannel<SmsChannel>(SmsChannel.Name);
    }

    private static bool IsOfProvider(Uri address) => address.IsAbsoluteUri && address.Scheme == Uri.UriSchemeHttps
        && (address.Host.EndsWith(".aliyuncs.com", StringComparison.OrdinalIgnoreCase) || address.Host.EndsWith(".tencentcloudapi.com", StringComparison.OrdinalIgnoreCase));
}
