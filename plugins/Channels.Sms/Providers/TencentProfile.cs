using System.Globalization;
using System.Text;
using System.Text.Json;
using Crm.Sdk.Notifications;
using NodaTime;

namespace Crm.Sdk.Channels.Sms.Providers;

/// <summary>Tencent Cloud: <c>SendSms</c> of 2021-01-11, one number a call.</summary>
internal sealed class TencentProfile(SmsOptions options) : ISmsProfile
{
    private static readonly SmsCodes Codes = new(
        "Tencent",
        busy: ["LimitExceeded", "RequestLimitExceeded", "InternalError", "ResourceInsufficient"],
        setUp: ["AuthFailure", "UnauthorizedOperation", "FailedOperation.InsufficientBalance", "FailedOperation.SignatureIncorrectOrUnapproved", "InvalidParameterValue.SdkAppIdNotExist"]);

    public HttpRequestMessage Request(PhoneNumber number, FilledTemplate template, string key, Instant now)
    {
        byte[] body = Encoding.UTF8.GetBytes(SmsJson.Write(json =>
        {
            Array("PhoneNumberSet", [number.E164]);
            json.WriteString("SmsSdkAppId", options.AppId);
            json.WriteString("SignName", options.SignName);
            json.WriteString("TemplateId", template.Code);
            Array("TemplateParamSet", template.Values.Select(static value => value.Value));
            json.WriteString("SessionContext", key);

            void Array(string name, IEnumerable<string> values)
            {
                json.WriteStartArray(name);
                foreach (string value in values)
                {
                    json.WriteStringValue(value);
                }

                json.WriteEndArray();
            }
        }));
        var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", TencentSignature.ContentType);
        var request = new HttpRequestMessage(HttpMethod.Post, options.Address) { Content = content };
        request.Headers.TryAddWithoutValidation("Authorization", TencentSignature.Of(options.KeyId!, options.Secret!, "sms", options.Address.Authority, body, now));
        request.Headers.Add("X-TC-Action", "SendSms");
        request.Headers.Add("X-TC-Version", "2021-01-11");
        request.Headers.Add("X-TC-Region", options.Region);
        request.Headers.Add("X-TC-Timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        return request;
    }

    public DeliveryResult? Read(ReadOnlyMemory<byte> body)
    {
        using JsonDocument? json = SmsJson.Read(body);
        if (json is null)
        {
            return null;
        }

        return (SmsCodes.Text(json.RootElement, "Response", "Error", "Code") ?? SmsCodes.Text(json.RootElement, "Response", "SendStatusSet", "Code")) switch
        {
            null => null,
            "Ok" => DeliveryResult.Accepted(SmsCodes.Text(json.RootElement, "Response", "SendStatusSet", "SerialNo")),
            var code => Codes.Refused(code),
        };
    }
}
