namespace Crm.Sdk.Channels.Sms;

/// <summary>Who sends text messages for us.</summary>
public enum SmsProvider
{
    /// <summary>Aliyun (阿里云短信服务), <c>SendSms</c> of 2017-05-25.</summary>
    Aliyun,

    /// <summary>Tencent Cloud (腾讯云短信), <c>SendSms</c> of 2021-01-11.</summary>
    Tencent,
}
