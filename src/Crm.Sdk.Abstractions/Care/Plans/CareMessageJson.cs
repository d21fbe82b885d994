using System.Text.Json;
using Crm.Sdk.Serialization;

namespace Crm.Sdk.Care;

/// <summary>What definitions of care plans and of campaigns have in common: messages and amounts.</summary>
/// <remarks>Thread-safe.</remarks>
internal static class CareMessageJson
{
    private const int MaxChannels = 10;

    /// <summary>Reads the properties of a message; what else the object has is the caller's.</summary>
    public static CareMessage Read(DefinitionProperties node)
    {
        string[] channels = [.. node.Texts("channels")];
        if (channels.Length > MaxChannels || channels.Distinct(StringComparer.Ordinal).Count() != channels.Length)
        {
            throw node.Refuse("channels", $"it takes at most {MaxChannels} channels, each once.");
        }

        string purpose = node.Text("purpose");
        if (!Require.IsCode(purpose))
        {
            throw node.Refuse("purpose", $"'{purpose}' is no code; give one such as care or marketing.");
        }

        return new CareMessage(node.Text("template"), purpose, [.. channels]) { UseDays = node.Has("useDays") ? node.Whole("useDays", 1, 60) : 3 };
    }

    /// <summary>Writes the properties of a message into the object that is open.</summary>
    public static void Write(Utf8JsonWriter json, CareMessage message)
    {
        json.WriteString("template", message.Template);
        json.WriteString("purpose", message.Purpose);
        json.WriteStartArray("channels");
        foreach (string channel in message.Channels)
        {
            json.WriteStringValue(channel);
        }

        json.WriteEndArray();
        json.WriteNumber("useDays", message.UseDays);
    }

    /// <summary>Reads an amount of 0 or more.</summary>
    public static Money Amount(DefinitionProperties node, string name)
    {
        DefinitionProperties money = node.Within(name, "it takes an object such as {\"amount\":88,\"currency\":\"CNY\"}");
        decimal amount = money.Number("amount", 0, 1_000_000_000);
        string currency = money.Text("currency");
        money.End([]);
        try
        {
            return Money.Of(amount, currency);
        }
        catch (CrmException wrong)
        {
            throw money.Refuse("amount", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{amount} {currency}: {wrong.Message}"));
        }
    }

    /// <summary>Writes an amount.</summary>
    public static void Write(Utf8JsonWriter json, string name, Money money)
    {
        json.WriteStartObject(name);
        json.WriteNumber("amount", money.Amount);
        json.WriteString("currency", money.Currency.ToString());
        json.WriteEndObject();
    }
}
