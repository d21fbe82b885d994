using Crm.Sdk.Care;
using Crm.Sdk.Notifications;
using Crm.Sdk.TestSupport;
using NodaTime;

namespace Crm.Sdk.Tests.Care;

/// <summary>Templates with one set of variables, and what comes of them.</summary>
internal sealed class TemplateDesk(params object[] plugins)
{
    public static readonly ValueList<TemplateVariable> Variables =
    [
        new("customer.name", TemplateVariableType.Text),
        new("customer.title", TemplateVariableType.Text),
        new("points", TemplateVariableType.Number),
        new("spent", TemplateVariableType.Money),
        new("day", TemplateVariableType.Date),
        new("is-vip", TemplateVariableType.Truth),
        TemplateVariable.List("orders", new TemplateVariable("key", TemplateVariableType.Text), TemplateVariable.List("lines", new TemplateVariable("product", TemplateVariableType.Text))),
    ];

    public TemplateRenderer Renderer { get; } = new(new FixedExtensions(plugins), TimeProvider.System);

    public static ChannelDescriptor Plain { get; } = new("test") { Audience = Audience.Customers, Formats = [MessageFormat.PlainText, MessageFormat.Html, MessageFormat.Json] };

    public static TemplateValues Ada { get; } = Values(
        ("customer.name", TemplateValue.Of("Ada <Byron>")),
        ("points", TemplateValue.Of(1234.5m)),
        ("spent", TemplateValue.Of(Money.Of(99.5m, "CNY"))),
        ("day", TemplateValue.Of(new LocalDate(2026, 2, 9))),
        ("is-vip", TemplateValue.Of(true)),
        ("orders", TemplateValue.Of([
            Values(("key", TemplateValue.Of("A-1")), ("lines", TemplateValue.Of([Values(("product", TemplateValue.Of("tea"))), Values(("product", TemplateValue.Of("cup")))]))),
            Values(("key", TemplateValue.Of("A-2")))])));

    public static TemplateValues Values(params (string Name, TemplateValue? Value)[] values) => new(values.ToDictionary(static v => v.Name, static v => v.Value));

    public static MessageTemplate Template(string body, MessageFormat format = MessageFormat.PlainText, string? subject = null, string language = "en") =>
        new() { Id = RecordId.New(), Name = "t", Version = 1, Format = format, Texts = [new TemplateText(language, body, subject)] };

    public async Task<RenderedMessage> RenderAsync(MessageTemplate template, TemplateValues? values = null, ChannelDescriptor? channel = null, string? language = "en")
    {
        CompiledTemplate compiled = await Renderer.CompileAsync(template, Variables, CancellationToken.None);
        return (await Renderer.RenderAsync(compiled, channel ?? Plain, [new TemplateInput(values ?? Ada, language)], CancellationToken.None))[0];
    }

    public async Task<string> TextAsync(string body, MessageFormat format = MessageFormat.PlainText)
    {
        RenderedMessage message = await RenderAsync(Template(body, format));
        return message.LeftOut?.ToString() ?? message.Body;
    }
}
