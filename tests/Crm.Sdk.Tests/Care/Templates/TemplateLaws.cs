using System.Globalization;
using Crm.Sdk.Care;
using Crm.Sdk.TestSupport;
using FsCheck.Fluent;
using Xunit;

namespace Crm.Sdk.Tests.Care;

/// <summary>Templates made of whatever tags and texts: refused with a code, or put together. 50,000 of them with <c>CRM_TEST_SCALE=full</c> (item 8 of the security list).</summary>
public sealed class TemplateLaws
{
    private static readonly string[] Pieces =
    [
        "{{", "}}", "{{{", "}}}", "{", "}", "~", "\\", "\n", " ", "text 文字", "\"", "'", "{{customer.name}}", "{{points}}", "{{#if points}}", "{{#if customer.title}}", "{{#unless is-vip}}", "{{else}}", "{{/if}}", "{{/unless}}",
        "{{#each orders}}", "{{/each}}", "{{key}}", "{{../points}}", "{{@index}}", "{{@root.s}}", "{{v 0 @root.s}}", "{{n}}", "{{s}}", "{{this}}", "{{#each lines}}", "{{product}}", "{{!", "{{!--", "--}}", "{{>", "{{#", "{{/", "{{&",
        "{{#*", "{{customer", ".name}}", "{{lookup orders 0}}", "{{log points}}", "{{[points]}}", "(", ")", "|", "as |x|", "@", "\u0000", "\ud83d", "{{acme.up customer.name}}", "{{acme.up 'x' 1}}",
    ];

    [Fact]
    public async Task PS_4_Any_text_is_refused_with_a_code_or_put_together()
    {
        int tests = Environment.GetEnvironmentVariable("CRM_TEST_SCALE") == "full" ? 50_000 : 1_000;
        var desk = new TemplateDesk(new Upper());
        await Law.HoldsAsync(
            Gen.Elements(Pieces).ListOf().Select(static pieces => string.Concat(pieces)),
            async text =>
            {
                try
                {
                    RenderedMessage message = await desk.RenderAsync(TemplateDesk.Template(text));
                    return message.LeftOut is { } reason ? reason.Code.StartsWith("template.", StringComparison.Ordinal) : message.Body.Length > 0;
                }
                catch (TemplateException refused)
                {
                    return refused.Code is CareErrorCodes.TemplateSyntax or CareErrorCodes.UnknownVariable or CareErrorCodes.TemplateTooLarge;
                }
            },
            tests);
    }

    [Fact]
    public async Task PS_4_A_value_is_put_as_it_is_whatever_it_says()
    {
        var desk = new TemplateDesk();
        CompiledTemplate template = await desk.Renderer.CompileAsync(TemplateDesk.Template("<{{customer.name}}>"), TemplateDesk.Variables, CancellationToken.None);
        await Law.HoldsAsync(
            Gen.Elements(Pieces).ListOf().Select(static pieces => string.Concat(pieces) + "x"),
            async value => (await desk.Renderer.RenderAsync(template, TemplateDesk.Plain, [new TemplateInput(TemplateDesk.Values(("customer.name", TemplateValue.Of(value))), "en")], CancellationToken.None))[0].Body == $"<{value}>");
    }

    private sealed class Upper : ITemplateFunction
    {
        public string Name => "acme.up";

        public int MinArguments => 1;

        public int MaxArguments => 2;

        public ValueTask<IReadOnlyList<string?>> ApplyAsync(IReadOnlyList<TemplateCall> calls, CancellationToken cancellationToken) =>
            new([.. calls.Select(static call => call.Arguments[0]?.ToUpper(CultureInfo.InvariantCulture))]);
    }
}
