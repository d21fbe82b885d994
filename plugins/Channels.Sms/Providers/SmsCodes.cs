using System.Buffers;
using System.Text.Json;
using Crm.Sdk.Notifications;
using NodaTime;

namespace Crm.Sdk.Channels.Sms.Providers;

/// <summary>What the codes of a provider mean. Its words are not kept, since they may quote numbers.</summary>
/// <param name="provider">Whose, for reasons.</param>
/// <param name="busy">Beginnings of codes that ask to come again.</param>
/// <param name="setUp">Beginnings of codes of accounts, balances and signatures: nothing is wrong with the message, and who set the channel up can mend it.</param>
internal sealed class SmsCodes(string provider, string[] busy, string[] setUp)
{
    private const int MaxLength = 100;

    private static readonly Duration WhenBusy = Duration.FromMinutes(1);
    private static readonly SearchValues<char> Plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    public DeliveryResult Refused(string code)
    {
        string reason = $"{provider} answered {(code.Length is > 0 and <= MaxLength && !code.AsSpan().ContainsAnyExcept(Plain) ? code : "a code that cannot be read")}.";
        return Begins(code, busy) ? DeliveryResult.Retry(reason, WhenBusy) : Begins(code, setUp) ? DeliveryResult.Retry(reason) : DeliveryResult.Rejected(reason);
    }

    /// <summary>A text of a document by its path; null where there is none, or no document.</summary>
    public static string? Text(JsonElement from, params ReadOnlySpan<string> path)
    {
        JsonElement at = from;
        foreach (string name in path)
        {
            if (at.ValueKind == JsonValueKind.Array && at.GetArrayLength() > 0)
            {
                at = at[0];
            }

            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at))
            {
                return null;
            }
        }

        return at.ValueKind == JsonValueKind.String ? at.GetString() : null;
    }

    private static bool Begins(string code, string[] beginnings) => Array.Exists(beginnings, beginning => code.StartsWith(beginning, StringComparison.Ordinal));
}
