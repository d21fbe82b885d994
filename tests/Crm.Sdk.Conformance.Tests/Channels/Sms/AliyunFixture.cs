using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Web;
using Crm.Sdk.Channels.Sms;
using Crm.Sdk.TestSupport;

namespace Crm.Sdk.Conformance.Tests.Channels.Sms;

/// <summary>Aliyun's side: it verifies ACS3-HMAC-SHA256 with code of its own. Business errors come with 200, errors of the gateway with 400.</summary>
public sealed class AliyunFixture() : ProviderFixture(Read, Answer)
{
    private protected override void Set(SmsOptions options) => options.Provider = SmsProvider.Aliyun;

    private static (ReceivedMessage Message, string? Key) Read(LoopbackRequest request)
    {
        string query = request.Path[(request.Path.IndexOf('?', StringComparison.Ordinal) + 1)..];
        string[] names = request.Headers["authorization"].Split("SignedHeaders=")[1].Split(',')[0].Split(';');
        string canonical = string.Join('\n', ["POST", "/", string.Join('&', query.Split('&').Order(StringComparer.Ordinal)), .. names.Select(name => $"{name}:{request.Headers[name]}"), string.Empty, string.Join(';', names), Hash(request.Body)]);
        string expected = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes("ACS3-HMAC-SHA256\n" + Hash(canonical))));
        var parameters = HttpUtility.ParseQueryString(query);
        using JsonDocument values = JsonDocument.Parse(parameters["TemplateParam"]!);
        return request.Headers["authorization"].EndsWith($"Signature={expected}", StringComparison.Ordinal)
            && (parameters["SignName"], parameters["TemplateCode"], request.Headers["x-acs-action"]) == (SignName, "SMS_154950909", "SendSms")
            ? (new ReceivedMessage(values.RootElement.GetProperty("text").GetString()!, $"+86{parameters["PhoneNumbers"]}"), null)
            : throw new InvalidOperationException("The signature does not match, or the request is not complete.");
    }

    private static LoopbackReply Answer(ProviderBehaviour behaviour, ReceivedMessage message) => behaviour switch
    {
        ProviderBehaviour.Accepts => Code(200, "OK", "OK"),
        ProviderBehaviour.Busy => Code(200, "isv.BUSINESS_LIMIT_CONTROL", "触发分钟级流控Permits:1"),
        ProviderBehaviour.Fails => new LoopbackReply(503, "unavailable"),
        ProviderBehaviour.Refuses => Code(400, "isv.MOBILE_NUMBER_ILLEGAL", $"{message.Address}号码格式错误: {message.Text}"),
        _ => throw new ArgumentOutOfRangeException(nameof(behaviour)),
    };

    private static LoopbackReply Code(int status, string code, string words) => new(status, JsonSerializer.Serialize(new Dictionary<string, string> { ["Code"] = code, ["Message"] = words, ["BizId"] = "9006197469364984^0" }));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
