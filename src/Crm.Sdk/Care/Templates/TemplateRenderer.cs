using Crm.Sdk.Notifications;
using Crm.Sdk.Plugins;

namespace Crm.Sdk.Care;

/// <summary>Compiles templates and puts messages together, many at a time (CA-1).</summary>
/// <remarks>
/// A variable without a value outside an <c>{{#if}}</c> that asks for it leaves the message out: half a sentence is worse than none. A thread-safe singleton.
/// </remarks>
public sealed class TemplateRenderer
{
    private readonly TemplateFunctions _functions;

    /// <summary>Makes a renderer.</summary>
    /// <param name="extensions">The functions that plugins bring.</param>
    /// <param name="time">Timers, for deadlines of functions.</param>
    public TemplateRenderer(IExtensions extensions, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(extensions);
        ArgumentNullException.ThrowIfNull(time);
        _functions = new TemplateFunctions(extensions, time);
    }

    /// <summary>Checks a template and makes it ready.</summary>
    /// <param name="template">The template.</param>
    /// <param name="variables">The variables there are.</param>
    /// <param name="cancellationToken">Ends the questions to plugins.</param>
    /// <exception cref="TemplateException">CRM6601 to CRM6603: it names the text and the line.</exception>
    public async Task<CompiledTemplate> CompileAsync(MessageTemplate template, ValueList<TemplateVariable> variables, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(template);
        return new CompiledTemplate(template, variables, await _functions.ShapesAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Puts messages together.</summary>
    /// <param name="template">The template.</param>
    /// <param name="channel">The channel: its limit, its formats and its approved templates count.</param>
    /// <param name="inputs">For whom.</param>
    /// <param name="cancellationToken">Ends the questions to plugins.</param>
    /// <returns>One message for each, in order.</returns>
    /// <exception cref="TemplateException">CRM6605: the template does not go with the channel.</exception>
    public async Task<IReadOnlyList<RenderedMessage>> RenderAsync(CompiledTemplate template, ChannelDescriptor channel, IReadOnlyList<TemplateInput> inputs, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(channel);
        ArgumentNullException.ThrowIfNull(inputs);
        TemplateChannelRules.Check(template.Template, channel);
        MessageRendering[] renderings = [.. inputs.Select(input => new MessageRendering(template, channel, input))];
        foreach (IGrouping<string, PendingCall> calls in renderings.SelectMany(static rendering => rendering.Calls()).GroupBy(static call => call.Function, StringComparer.Ordinal))
        {
            PendingCall[] all = [.. calls];
            (IReadOnlyList<string?> answers, string? failure) = await _functions.AskAsync(calls.Key, [.. all.Select(static call => call.Call)], cancellationToken).ConfigureAwait(false);
            for (int i = 0; i < all.Length; i++)
            {
                all[i].Answer = failure is null ? answers[i] : null;
                all[i].Failure = failure;
            }
        }

        return [.. renderings.Select(static rendering => rendering.Finish())];
    }
}
