using Crm.Sdk.Notifications;

namespace Crm.Sdk.Care;

/// <summary>A version of a template, checked and ready to be rendered.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class CompiledTemplate
{
    private readonly Dictionary<string, Parts> _byLanguage;

    internal CompiledTemplate(MessageTemplate template, ValueList<TemplateVariable> variables, IReadOnlyDictionary<string, TemplateFunctionShape> functions)
    {
        Template = template;
        _byLanguage = template.Texts.ToDictionary(static text => text.Language, text => PartsOf(text, variables, functions), StringComparer.OrdinalIgnoreCase);
        Approved = template.Approved.ToDictionary(static use => use.Channel, use => ApprovedOf(use, variables, functions), StringComparer.Ordinal);
    }

    /// <summary>The version.</summary>
    public MessageTemplate Template { get; }

    internal IReadOnlyDictionary<string, ApprovedParts> Approved { get; }

    internal Parts Of(TemplateText text) => _byLanguage[text.Language];

    private Parts PartsOf(TemplateText text, ValueList<TemplateVariable> variables, IReadOnlyDictionary<string, TemplateFunctionShape> functions) => new(
        text.Subject is { } subject ? CompiledPart.Of(subject, $"{Template.Name} ({text.Language}, subject)", MessageFormat.PlainText, variables, functions) : null,
        CompiledPart.Of(text.Body, $"{Template.Name} ({text.Language}, body)", Template.Format, variables, functions));

    private ApprovedParts ApprovedOf(ApprovedUse use, ValueList<TemplateVariable> variables, IReadOnlyDictionary<string, TemplateFunctionShape> functions) => new(
        use.Code,
        [.. use.Variables.Select(variable => (variable.Name, CompiledPart.Of(variable.Text, $"{Template.Name} ({use.Channel}, {variable.Name})", MessageFormat.PlainText, variables, functions)))]);

    internal sealed record Parts(CompiledPart? Subject, CompiledPart Body);

    internal sealed record ApprovedParts(string Code, IReadOnlyList<(string Name, CompiledPart Value)> Values);
}
