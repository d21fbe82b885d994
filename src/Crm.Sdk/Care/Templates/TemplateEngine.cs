using HandlebarsDotNet;

namespace Crm.Sdk.Care;

/// <summary>The engine with our two helpers, and nothing of it switched on that a text could use.</summary>
/// <remarks>Thread-safe.</remarks>
internal static class TemplateEngine
{
    private static readonly IHandlebars Engine = Make();

    /// <summary>Compiles a text that <see cref="TemplatePrinter"/> printed.</summary>
    public static Action<TextWriter, object> Compile(string printed)
    {
        HandlebarsTemplate<TextWriter, object, object> compiled = Engine.Compile(new StringReader(printed));
        return (writer, values) => compiled(writer, values);
    }

    private static IHandlebars Make()
    {
        // Values are encoded where they are put, by the message's format. An unknown name cannot occur: names are resolved before the engine sees them.
        IHandlebars engine = Handlebars.Create(new HandlebarsConfiguration { NoEscape = true, ThrowOnUnresolvedBindingExpression = true });
        engine.RegisterHelper(TemplatePrinter.Put, static (EncodedTextWriter output, Context _, Arguments arguments) => output.WriteSafeString(StateOf(arguments[1]).Put((int)arguments[0]!, Operands(arguments))));
        engine.RegisterHelper(TemplatePrinter.Round, static (EncodedTextWriter _, Context _, Arguments arguments) => StateOf(arguments[0]).CountRound());
        return engine;
    }

    private static TemplateState StateOf(object? value) => (TemplateState)value!;

    private static object?[] Operands(Arguments arguments)
    {
        var operands = new object?[arguments.Length - 2];
        for (int i = 0; i < operands.Length; i++)
        {
            operands[i] = arguments[i + 2];
        }

        return operands;
    }
}
