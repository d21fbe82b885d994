using System.Globalization;
using Crm.Sdk.Notifications;
using HandlebarsDotNet;

namespace Crm.Sdk.Care;

/// <summary>One text of a template – a subject, a body, a value for an approved template – ready to be put together.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class CompiledPart
{
    private readonly MessageFormat _format;
    private readonly IReadOnlyList<TemplateSite> _sites;
    private readonly TemplateScope _root;
    private readonly Action<TextWriter, object> _run;

    private CompiledPart(MessageFormat format, IReadOnlyList<TemplateSite> sites, TemplateScope root, Action<TextWriter, object> run)
    {
        _format = format;
        _sites = sites;
        _root = root;
        _run = run;
        CallsFunctions = sites.Any(static site => site.Function is not null);
    }

    public bool CallsFunctions { get; }

    /// <exception cref="TemplateException">CRM6601 to CRM6603.</exception>
    public static CompiledPart Of(string text, string template, MessageFormat format, ValueList<TemplateVariable> variables, IReadOnlyDictionary<string, TemplateFunctionShape> functions)
    {
        IReadOnlyList<TemplateNode> nodes = new TemplateParser(text, template).Parse();
        (string source, IReadOnlyList<TemplateSite> sites, TemplateScope root) = new TemplatePrinter(template, variables, functions).Print(nodes);
        try
        {
            return new CompiledPart(format, sites, root, TemplateEngine.Compile(source));
        }
        catch (HandlebarsException error)
        {
            throw new TemplateException(CareErrorCodes.TemplateSyntax, template, 0, $"it cannot be read: {error.Message}", error); // what was printed is ours, so this is for what nobody thought of
        }
    }

    /// <summary>Puts the text together for one message.</summary>
    /// <param name="values">The values.</param>
    /// <param name="culture">The language.</param>
    /// <param name="answers">What functions answered, in the order of their calls; null to collect the calls only.</param>
    /// <returns>The text, null where it outgrew its bounds, and what is known besides.</returns>
    public (string? Text, TemplateState State) Run(TemplateValues values, CultureInfo culture, IReadOnlyList<string?>? answers)
    {
        var state = new TemplateState(_format, _sites, answers);
        Dictionary<string, object?> given = Given(_root, values, culture);
        given.Add(TemplatePrinter.State, state);
        using var writer = new CappedWriter(MessageDraft.MaxBodyLength);
        try
        {
            _run(writer, given);
            return (writer.ToString(), state);
        }
        catch (Exception error) when (error is TemplateOverflowException || error.InnerException is TemplateOverflowException)
        {
            return (null, state);
        }
    }

    private static Dictionary<string, object?> Given(TemplateScope scope, TemplateValues values, CultureInfo culture)
    {
        Dictionary<string, object?> given = new(StringComparer.Ordinal);
        foreach ((string name, string key) in scope.Used)
        {
            TemplateValue? value = values.Find(name);
            given.Add(key, scope.Find(name)!.Type == TemplateVariableType.List ? Items(scope.Inner.GetValueOrDefault(name), value, culture) : ValueFormat.Of(value, culture));
        }

        return given;
    }

    private static List<Dictionary<string, object?>> Items(TemplateScope? scope, TemplateValue? list, CultureInfo culture) =>
        list is null ? [] : [.. list.Items.Select(item => scope is null ? new Dictionary<string, object?>(StringComparer.Ordinal) : Given(scope, item, culture))];
}
