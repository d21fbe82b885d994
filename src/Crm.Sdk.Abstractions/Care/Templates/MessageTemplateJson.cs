using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Crm.Sdk.Notifications;
using Crm.Sdk.Serialization;

namespace Crm.Sdk.Care;

/// <summary>Reads and writes message templates as JSON that a person can write; the schema is <c>docs/schemas/message-template.schema.json</c>.</summary>
/// <remarks>What <see cref="Write"/> wrote, <see cref="Read(string, string)"/> reads to an equal template. Thread-safe.</remarks>
public static class MessageTemplateJson
{
    /// <summary>The greatest length of a definition in UTF-16 units.</summary>
    public const int MaxLength = 1_000_000;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] Formats = ["text", "html", "json"];

    /// <summary>Reads a definition.</summary>
    /// <param name="name">The template's name.</param>
    /// <param name="json">The definition.</param>
    /// <returns>The template; id and version are given when it is saved.</returns>
    /// <exception cref="TemplateException">CRM6600: it is no JSON or no template; CRM6603: it is too long. The message has the place as a JSON pointer and what would be right.</exception>
    /// <exception cref="CrmException">CRM1001: the name has another form.</exception>
    public static MessageTemplate Read(string name, string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        IdentityText.Require(name, MessageTemplate.MaxNameLength, "template");
        if (json.Length > MaxLength)
        {
            throw new TemplateException(CareErrorCodes.TemplateTooLarge, name, 0, $"the definition has {json.Length:N0} characters; {MaxLength:N0} are allowed.");
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 8 });
            return Read(name, document.RootElement, (_, pointer, why) => new TemplateException(CareErrorCodes.BadTemplate, name, 0, pointer.Length == 0 ? why : $"at {pointer}: {why}"));
        }
        catch (JsonException malformed)
        {
            throw new TemplateException(CareErrorCodes.BadTemplate, name, 0, $"it is no JSON: {malformed.Message}", malformed);
        }
    }

    /// <summary>Writes a template as compact JSON, without its name and version; the same of equal templates.</summary>
    public static string Write(MessageTemplate template)
    {
        ArgumentNullException.ThrowIfNull(template);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("format", Formats[(int)template.Format]);
            json.WriteStartArray("texts");
            foreach (TemplateText text in template.Texts)
            {
                json.WriteStartObject();
                json.WriteString("language", text.Language);
                if (text.Subject is { } subject)
                {
                    json.WriteString("subject", subject);
                }

                json.WriteString("body", text.Body);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            WriteApproved(json, template.Approved);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void WriteApproved(Utf8JsonWriter json, ValueList<ApprovedUse> approved)
    {
        if (approved.IsEmpty)
        {
            return;
        }

        json.WriteStartArray("approved");
        foreach (ApprovedUse use in approved)
        {
            json.WriteStartObject();
            json.WriteString("channel", use.Channel);
            json.WriteString("code", use.Code);
            json.WriteStartObject("variables");
            foreach (NamedText variable in use.Variables)
            {
                json.WriteString(variable.Name, variable.Text);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static MessageTemplate Read(string name, JsonElement root, DefinitionRefusal refuse)
    {
        DefinitionProperties node = DefinitionProperties.Of(root, string.Empty, "a template is an object such as {\"texts\":[{\"language\":\"en\",\"body\":\"Dear {{customer.name}}\"}]}", refuse);
        MessageFormat format = MessageFormat.PlainText;
        if (node.Has("format"))
        {
            int at = Array.IndexOf(Formats, node.Text("format"));
            format = at >= 0 ? (MessageFormat)at : throw node.Refuse("format", $"it is one of {string.Join(", ", Formats)}.");
        }

        TemplateText[] texts = [.. node.Items("texts", "it takes an object such as {\"language\":\"en\",\"body\":\"Dear {{customer.name}}\"}").Select(Text)];
        if (texts.Length == 0)
        {
            throw node.Refuse("texts", "a template has at least one text.");
        }

        if (texts.Select(static text => text.Language).GroupBy(static tag => tag, StringComparer.OrdinalIgnoreCase).FirstOrDefault(static group => group.Count() > 1) is { } twice)
        {
            throw node.Refuse("texts", $"the language '{twice.Key}' stands twice.");
        }

        ApprovedUse[] approved = node.Has("approved") ? [.. node.Items("approved", "it takes an object such as {\"channel\":\"sms\",\"code\":\"SMS_1\",\"variables\":{}}").Select(Approved)] : [];
        if (approved.GroupBy(static use => use.Channel, StringComparer.Ordinal).FirstOrDefault(static group => group.Count() > 1) is { } again)
        {
            throw node.Refuse("approved", $"the channel '{again.Key}' stands twice.");
        }

        node.End([]);
        return new MessageTemplate { Id = RecordId.New(), Name = name, Format = format, Texts = [.. texts], Approved = [.. approved] };
    }

    private static TemplateText Text(DefinitionProperties node)
    {
        string language = node.Text("language");
        if (language.Length > TemplateText.MaxLanguageLength || !language.All(static c => char.IsAsciiLetterOrDigit(c) || c == '-'))
        {
            throw node.Refuse("language", $"'{language}' is no language tag; give one such as zh or en-GB.");
        }

        var text = new TemplateText(language, node.Text("body"), node.Has("subject") ? node.Text("subject") : null);
        node.End([]);
        return text;
    }

    private static ApprovedUse Approved(DefinitionProperties node)
    {
        string channel = node.Text("channel"), code = node.Text("code");
        DefinitionProperties variables = node.Within("variables", "it takes an object with a text for each variable of the approved template");
        NamedText[] values = [.. variables.Names.Select(name => new NamedText(name, variables.Text(name)))];
        node.End([]);
        return new ApprovedUse(channel, code, [.. values]);
    }
}
