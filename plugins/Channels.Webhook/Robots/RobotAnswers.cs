using System.Globalization;
using System.Text.Json;
using Crm.Sdk.Notifications;
using NodaTime;

namespace Crm.Sdk.Channels.Webhook.Robots;

/// <summary>Reads the answers of a robot: HTTP 200 whatever happened, and a code in the body. Its words are not kept, since they may quote what it refuses.</summary>
/// <param name="robot">Whose answers, for reasons.</param>
/// <param name="member">The member of the body that has the code.</param>
/// <param name="known">What codes mean; others refuse the message for good.</param>
internal sealed class RobotAnswers(string robot, string member, IReadOnlyDictionary<long, RobotRefusal> known)
{
    /// <exception cref="InvalidDataException">The answer has no code: nobody knows what became of the message.</exception>
    public DeliveryResult Read(ReadOnlyMemory<byte> body)
    {
        long code = Code(body);
        if (code == 0)
        {
            return DeliveryResult.Accepted();
        }

        RobotRefusal refusal = known.GetValueOrDefault(code) ?? RobotRefusal.Message("refused");
        string reason = string.Create(CultureInfo.InvariantCulture, $"{robot} answered {code}: {refusal.Meaning}.");
        return refusal.After is { } after ? DeliveryResult.Retry(reason, after == Duration.Zero ? null : after) : DeliveryResult.Rejected(reason);
    }

    private long Code(ReadOnlyMemory<byte> body)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty(member, out JsonElement code) && code.TryGetInt64(out long value))
            {
                return value;
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // said below
        }

        throw new InvalidDataException($"{robot} answered without '{member}'.");
    }
}
