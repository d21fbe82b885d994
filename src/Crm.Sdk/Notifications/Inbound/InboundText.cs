using Crm.Sdk.Customers;
using Crm.Sdk.Service;
using Crm.Sdk.Tasks;

namespace Crm.Sdk.Notifications;

/// <summary>Brings messages that come in to what is kept of them: well-formed texts, cut to length.</summary>
internal static class InboundText
{
    public static Interaction ToInteraction(InboundMessage message, string key, CustomerId customer) => Interaction.Of(customer, InteractionTypes.Message, message.At) with
    {
        Key = key,
        Direction = InteractionDirection.Inbound,
        Channel = message.Kind switch
        {
            ContactPointKind.Email => InteractionChannels.Email,
            ContactPointKind.Phone => InteractionChannels.Sms,
            _ => InteractionChannels.Chat,
        },
        Subject = message.Subject is null ? null : KeptText.Of(message.Subject, Interaction.MaxSubjectLength),
        Text = Body(message.Body, Interaction.MaxTextLength),
        Thread = message.Thread is null ? null : KeptText.Of(message.Thread, Interaction.MaxKeyLength),
    };

    public static CrmTask ToTask(InboundMessage message, string key, string assignTo) => CrmTask.Of(assignTo, KeptText.Of($"{message.Channel}: {message.Address}", CrmTask.MaxTitleLength)) with
    {
        Key = key,
        Notes = Body(message.Subject is null ? message.Body : $"{message.Subject}\n\n{message.Body}", CrmTask.MaxNotesLength),
    };

    private static string Body(string text, int maxLength)
    {
        string body = string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => KeptText.Of(line, maxLength)));
        int length = Math.Min(body.Length, maxLength);
        return body[..(length < body.Length && char.IsHighSurrogate(body[length - 1]) ? length - 1 : length)];
    }
}
