using Crm.Sdk.Notifications;

namespace Crm.Sdk.Channels.Sms;

/// <summary>A template that the provider approved (短信模板).</summary>
public sealed class SmsTemplateOptions
{
    /// <summary>The provider's code: <c>SMS_154950909</c> with Aliyun, a number with Tencent.</summary>
    public string Code { get; set; } = string.Empty;

    /// <summary>The names of its places, each once; with Tencent, whose places have numbers, in their order.</summary>
    public IList<string> Variables { get; } = [];

    /// <summary>The greatest length of one value, in characters; unlimited where null.</summary>
    public int? MaxValueLength { get; set; }

    /// <summary>The purposes it was approved for, such as <c>marketing</c>; any where empty.</summary>
    public IList<string> Purposes { get; } = [];

    internal ApprovedTemplate ToApproved() => new(Code, [.. Variables]) { MaxValueLength = MaxValueLength, Purposes = [.. Purposes] };
}
