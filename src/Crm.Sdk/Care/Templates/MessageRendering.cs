using System.Globalization;
using Crm.Sdk.Classification;
using Crm.Sdk.Notifications;

namespace Crm.Sdk.Care;

/// <summary>One message on its way: its parts are run once to learn which functions they call, and once more with the answers.</summary>
internal sealed class MessageRendering
{
    private readonly ChannelDescriptor _channel;
    private readonly TemplateInput _input;
    private readonly TemplateText _text;
    private readonly bool _isFallback;
    private readonly CultureInfo _culture;
    private readonly MessageFormat _format;
    private readonly CompiledTemplate.ApprovedParts? _approved;
    private readonly List<(CompiledPart Part, List<PendingCall> Calls)> _parts = [];
    private readonly bool _hasSubject;

    public MessageRendering(CompiledTemplate template, ChannelDescriptor channel, TemplateInput input)
    {
        _channel = channel;
        _input = input;
        (_text, _isFallback) = template.Template.TextFor(input.Language);
        _culture = TextCulture.Of(_text.Language);
        _format = template.Template.Format;
        CompiledTemplate.Parts parts = template.Of(_text);
        _hasSubject = parts.Subject is not null;
        _approved = template.Approved.GetValueOrDefault(channel.Name);
        CompiledPart[] subject = parts.Subject is null ? [] : [parts.Subject];
        foreach (CompiledPart part in (CompiledPart[])[parts.Body, .. subject, .. _approved?.Values.Select(static value => value.Value) ?? []])
        {
            _parts.Add((part, []));
        }
    }

    /// <summary>The functions that the message calls.</summary>
    public IEnumerable<PendingCall> Calls()
    {
        foreach ((CompiledPart part, List<PendingCall> calls) in _parts.Where(static entry => entry.Part.CallsFunctions))
        {
            calls.AddRange(part.Run(_input.Values, _culture, null).State.Calls.Select(call => new PendingCall(call.Function, new TemplateCall(call.Arguments, _text.Language))));
        }

        return _parts.SelectMany(static entry => entry.Calls);
    }

    /// <summary>The message with the answers put in.</summary>
    public RenderedMessage Finish()
    {
        string[] texts = new string[_parts.Count];
        for (int i = 0; i < texts.Length; i++)
        {
            (CompiledPart part, List<PendingCall> calls) = _parts[i];
            if (calls.Find(static call => call.Failure is not null) is { } failed)
            {
                return LeftOut("template.function-failed", failed.Function, failed.Failure!);
            }

            (string? text, TemplateState state) = part.Run(_input.Values, _culture, [.. calls.Select(static call => call.Answer)]);
            if (text is null)
            {
                return LeftOut("template.too-long", MessageDraft.MaxBodyLength);
            }

            if (state.Missing is { } missing)
            {
                return LeftOut("template.value-missing", missing);
            }

            texts[i] = text;
        }

        return Fit(texts);
    }

    private RenderedMessage Fit(string[] texts)
    {
        string body = texts[0];
        string? subject = _hasSubject ? texts[1].Trim() : null;
        if (string.IsNullOrWhiteSpace(body))
        {
            return LeftOut("template.empty");
        }

        int length = _channel.Limit.Measure(body);
        if (length > _channel.Limit.Count)
        {
            return LeftOut(_channel.Limit.InBytes ? "template.too-many-bytes" : "template.too-many-characters", length, _channel.Limit.Count);
        }

        if (subject is not null && (subject.Length > MessageDraft.MaxSubjectLength || subject.Any(static c => char.IsControl(c) || c is '\u2028' or '\u2029')))
        {
            return LeftOut("template.bad-subject", MessageDraft.MaxSubjectLength);
        }

        FilledTemplate? filled = null;
        if (_approved is { } approved)
        {
            int first = texts.Length - approved.Values.Count;
            ApprovedTemplate declared = _channel.Templates.First(template => template.Code == approved.Code);
            Dictionary<string, string> values = approved.Values.Select((value, i) => (value.Name, Value: texts[first + i])).ToDictionary(static value => value.Name, static value => value.Value, StringComparer.Ordinal);
            if (values.FirstOrDefault(value => TextLimit.Characters(1).Measure(value.Value) > declared.MaxValueLength) is { Key: { } tooLong })
            {
                return LeftOut("template.value-too-long", tooLong, declared.MaxValueLength!.Value);
            }

            filled = new FilledTemplate(approved.Code, [.. declared.Variables.Select(name => new TemplateArgument(name, values[name]))]);
        }

        return new RenderedMessage { Subject = subject, Body = body, Format = _format, Language = _text.Language, IsFallback = _isFallback, Filled = filled };
    }

    private RenderedMessage LeftOut(string code, params ReadOnlySpan<ReasonArg> args) =>
        new() { LeftOut = new Reason(code, ValueList.Create(args)), Format = _format, Language = _text.Language, IsFallback = _isFallback };
}
