namespace Crm.Sdk.Channels.Sms;

/// <summary>The settings of text messages: the section <c>sms</c> of the plugin's.</summary>
public sealed class SmsOptions
{
    /// <summary>The shortest <see cref="Timeout"/>.</summary>
    public static readonly TimeSpan LeastTimeout = TimeSpan.FromSeconds(1);

    /// <summary>The longest <see cref="Timeout"/>: below the deadline of a call into a plugin.</summary>
    public static readonly TimeSpan MostTimeout = TimeSpan.FromSeconds(25);

    /// <summary>Who sends; Aliyun by default.</summary>
    public SmsProvider Provider { get; set; }

    /// <summary>The account's key id (AccessKeyId, SecretId); the channel reaches nobody as long as there is none.</summary>
    public string? KeyId { get; set; }

    /// <summary>The account's secret (AccessKeySecret, SecretKey).</summary>
    public string? Secret { get; set; }

    /// <summary>The approved signature (短信签名), without its brackets.</summary>
    public string? SignName { get; set; }

    /// <summary>The id of the application, with Tencent (SmsSdkAppId).</summary>
    public string? AppId { get; set; }

    /// <summary>The region, with Tencent; <c>ap-guangzhou</c> by default.</summary>
    public string Region { get; set; } = "ap-guangzhou";

    /// <summary>The provider's address, below <c>aliyuncs.com</c> or <c>tencentcloudapi.com</c>; its usual one where null.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>The approved templates; nothing else is sent.</summary>
    public IList<SmsTemplateOptions> Templates { get; } = [];

    /// <summary>The country of numbers without one; <c>86</c> by default.</summary>
    public string Country { get; set; } = "86";

    /// <summary>The greatest number of parts that a text may be split into and paid for, signature included, 1 to 20; unlimited where null. See <see cref="SmsSegments"/>.</summary>
    public int? MaxSegments { get; set; }

    /// <summary>How many messages a second the provider takes, 1 to 3,000; 100 by default.</summary>
    public int PerSecond { get; set; } = 100;

    /// <summary>How many may be sent at once, 1 to 32; 8 by default.</summary>
    public int Concurrency { get; set; } = 8;

    /// <summary>How long the provider may take. From 1 s to 25 s; 10 s by default.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    internal Uri Address => Endpoint ?? new Uri(Provider == SmsProvider.Aliyun ? "https://dysmsapi.aliyuncs.com/" : "https://sms.tencentcloudapi.com/");
}
