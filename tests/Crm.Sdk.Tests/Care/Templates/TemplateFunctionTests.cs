using Crm.Sdk.Care;
using Crm.Sdk.Notifications;
using Xunit;

namespace Crm.Sdk.Tests.Care;

/// <summary>Functions that plugins bring for templates (PL-1).</summary>
public sealed class TemplateFunctionTests
{
    [Fact]
    public async Task PL_1_A_function_is_asked_once_for_all_messages_and_its_answer_is_encoded()
    {
        var loud = new Function("acme.loud", static call => $"<{string.Join('|', call.Arguments.Select(static a => a ?? "-"))} {call.Language}>");
        var desk = new TemplateDesk(loud);
        CompiledTemplate template = await desk.Renderer.CompileAsync(
            TemplateDesk.Template("""{{#each orders}}{{acme.loud key "a b" 1.5 ../customer.title}};{{/each}}""", MessageFormat.Html), TemplateDesk.Variables, CancellationToken.None);

        IReadOnlyList<RenderedMessage> messages = await desk.Renderer.RenderAsync(
            template, TemplateDesk.Plain, [new TemplateInput(TemplateDesk.Ada, "en"), new TemplateInput(TemplateDesk.Ada, null)], CancellationToken.None);

        Assert.All(messages, static message => Assert.Equal("&lt;A-1|a b|1.5|- en&gt;;&lt;A-2|a b|1.5|- en&gt;;", message.Body));
        Assert.Equal(1, loud.Asked);
    }

    [Theory]
    [InlineData("throw", "template.function-failed(acme.f, System.InvalidOperationException)")]
    [InlineData("short", "template.function-failed(acme.f, 0 answers to 1 calls)")]
    [InlineData("null", "template.value-missing(acme.f)")]
    public async Task PL_4_A_function_that_fails_leaves_out_the_message_that_needs_it(string how, string reason)
    {
        var desk = new TemplateDesk(new Function("acme.f", call => how == "throw" ? throw new InvalidOperationException("secret") : null) { Short = how == "short" });

        Assert.Equal(reason, await desk.TextAsync("{{acme.f customer.name}}"));
        Assert.Equal("fine", await desk.TextAsync("{{#if customer.title}}{{acme.f customer.name}}{{/if}}fine"));
    }

    [Fact]
    public async Task PL_1_The_number_of_operands_is_checked_when_the_template_is()
    {
        var error = await Assert.ThrowsAsync<TemplateException>(() => new TemplateDesk(new Function("acme.f", static _ => "x")).TextAsync("{{acme.f}}"));

        Assert.Contains("takes 1 to 4 operands, not 0", error.Message, StringComparison.Ordinal);
    }

    private sealed class Function(string name, Func<TemplateCall, string?> answer) : ITemplateFunction
    {
        public string Name => name;

        public int MinArguments => 1;

        public int MaxArguments => 4;

        public int Asked { get; private set; }

        public bool Short { get; init; }

        public ValueTask<IReadOnlyList<string?>> ApplyAsync(IReadOnlyList<TemplateCall> calls, CancellationToken cancellationToken)
        {
            Asked++;
            return new(Short ? [] : [.. calls.Select(answer)]);
        }
    }
}
