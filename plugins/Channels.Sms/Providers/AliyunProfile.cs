using System.Text.Json;
using Crm.Sdk.Notifications;
using NodaTime;
using NodaTime.Text;

namespace Crm.Sdk.Channels.Sms.Providers;

/// <summary>Aliyun: <c>SendSms</c> of 2017-05-25, everything in the query.</summary>
internal sealed class AliyunProfile(SmsOptions options) : ISmsProfile
{
    private static readonly SmsCodes Codes = new(
        "Aliyun",
        busy: ["isv.BUSINESS_LIMIT_CONTROL", "isv.DAY_LIMIT_CONTROL", "Throttling", "isp.", "InternalError", "ServiceUnavailable"],
        setUp: ["isv.AMOUNT_NOT_ENOUGH", "isv.OUT_OF_SERVICE", "isv.ACCOUNT", "isv.PRODUCT_UN_SUBSCRIPT", "isv.SMS_SIGNATURE_ILLEGAL", "isv.SMS_SIGN_ILLEGAL", "InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidTimeStamp", "Forbidden"]);

    private static readonly string Empty = AliyunSignature.Hash(string.Empty);
    private static readonly InstantPattern Seconds = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss'Z'");

    public HttpRequestMessage Request(PhoneNumber number, FilledTemplate template, string key, Instant now)
    {
        string query = AliyunSignature.Query(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PhoneNumbers"] = number.WithinChina ?? number.Digits,
            ["SignName"] = options.SignName!,
            ["TemplateCode"] = template.Code,
            ["TemplateParam"] = SmsJson.Write(json => template.Values.ToList().ForEach(value => json.WriteString(value.Name, value.Value))),
            ["OutId"] = key,
        });
        var headers = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["host"] = options.Address.Authority,
            ["x-acs-action"] = "SendSms",
            ["x-acs-content-sha256"] = Empty,
            ["x-acs-date"] = Seconds.Format(now),
            ["x-acs-signature-nonce"] = RecordId.New().Value.ToString("N"),
            ["x-acs-version"] = "2017-05-25",
        };
        // The content, empty as it is, keeps HttpClient from repeating a request by itself when a connection breaks.
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(options.Address, $"/?{query}")) { Content = new ByteArrayContent([]) };
        foreach ((string name, string value) in headers.Append(new("authorization", AliyunSignature.Of(options.KeyId!, options.Secret!, query, headers, Empty))))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    public DeliveryResult? Read(ReadOnlyMemory<byte> body)
    {
        using JsonDocument? json = SmsJson.Read(body);
        return json is null ? null : SmsCodes.Text(json.RootElement, "Code") switch
        {
            null => null,
            "OK" => DeliveryResult.Accepted(SmsCodes.Text(json.RootElement, "BizId")),
            var code => Codes.Refused(code),
        };
    }
}
