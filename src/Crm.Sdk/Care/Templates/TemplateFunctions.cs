using Crm.Sdk.Guarding;
using Crm.Sdk.Plugins;

namespace Crm.Sdk.Care;

/// <summary>The functions that plugins bring for templates, each asked behind its plugin's guard, for many calls at a time.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class TemplateFunctions(IExtensions extensions, TimeProvider time)
{
    private const int MaxAnswerLength = 10_000;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    /// <summary>What the functions say of themselves; those that fail or say what they must not are left out, so that a template that names one is refused.</summary>
    public async Task<IReadOnlyDictionary<string, TemplateFunctionShape>> ShapesAsync(CancellationToken cancellationToken)
    {
        Dictionary<string, TemplateFunctionShape> shapes = new(StringComparer.Ordinal);
        foreach (Extension<ITemplateFunction> extension in extensions.All<ITemplateFunction>())
        {
            TemplateFunctionShape? shape = await ShapeAsync(extension, cancellationToken).ConfigureAwait(false);
            if (shape is { MinArguments: >= 0, MaxArguments: <= TemplateLimits.MaxArguments } && shape.MinArguments <= shape.MaxArguments && Require.IsCode(shape.Name))
            {
                shapes.TryAdd(shape.Name, shape);
            }
        }

        return shapes;
    }

    /// <summary>Asks a function.</summary>
    /// <returns>The answers in the order of the calls; or why there are none.</returns>
    public async Task<(IReadOnlyList<string?> Answers, string? Failure)> AskAsync(string function, IReadOnlyList<TemplateCall> calls, CancellationToken cancellationToken)
    {
        foreach (Extension<ITemplateFunction> extension in extensions.All<ITemplateFunction>())
        {
            if ((await ShapeAsync(extension, cancellationToken).ConfigureAwait(false))?.Name != function)
            {
                continue;
            }

            IReadOnlyList<string?>? answers = null;
            CallFailure? failure = await GuardedCall.RunAsync(
                extension.Guard,
                "template-function",
                (extension.Instance, calls),
                async (call, stop) => answers = await call.Instance.ApplyAsync(call.calls, stop).ConfigureAwait(false),
                Deadline,
                time,
                cancellationToken).ConfigureAwait(false);
            string? wrong = failure?.ExceptionType
                ?? (answers is null ? "null is no answer"
                : answers.Count != calls.Count ? $"{answers.Count} answers to {calls.Count} calls"
                : answers.Any(static answer => answer?.Length > MaxAnswerLength) ? $"an answer of more than {MaxAnswerLength:N0} characters" : null);
            return (wrong is null ? answers! : [], wrong);
        }

        return ([], "it is not there any more");
    }

    private async Task<TemplateFunctionShape?> ShapeAsync(Extension<ITemplateFunction> extension, CancellationToken cancellationToken)
    {
        TemplateFunctionShape? shape = null;
        await GuardedCall.RunAsync(
            extension.Guard,
            "template-function",
            extension.Instance,
            (function, _) =>
            {
                shape = new TemplateFunctionShape(function.Name, function.MinArguments, function.MaxArguments);
                return ValueTask.CompletedTask;
            },
            Deadline,
            time,
            cancellationToken).ConfigureAwait(false);
        return shape;
    }
}
