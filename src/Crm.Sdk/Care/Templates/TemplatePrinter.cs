using System.Globalization;
using System.Text;
using Crm.Sdk.Segments;

namespace Crm.Sdk.Care;

/// <summary>Resolves the names of a text and writes it again for the engine, with values as calls of two helpers of ours alone: whatever the author wrote, the engine sees only what is printed here.</summary>
/// <param name="template">The template's name with language and part, for errors.</param>
/// <param name="variables">The variables there are.</param>
/// <param name="functions">The functions there are, by name.</param>
internal sealed class TemplatePrinter(string template, ValueList<TemplateVariable> variables, IReadOnlyDictionary<string, TemplateFunctionShape> functions)
{
    /// <summary>The helper that puts a value.</summary>
    public const string Put = "v";

    /// <summary>The helper that counts rounds of loops.</summary>
    public const string Round = "n";

    /// <summary>The key of the state of one message.</summary>
    public const string State = "s";

    private readonly StringBuilder _printed = new();
    private readonly List<TemplateSite> _sites = [];
    private readonly Stack<TemplateScope> _scopes = new();

    public (string Source, IReadOnlyList<TemplateSite> Sites, TemplateScope Root) Print(IReadOnlyList<TemplateNode> nodes)
    {
        var root = new TemplateScope(variables);
        _scopes.Push(root);
        PrintAll(nodes);
        return (_printed.ToString(), _sites, root);
    }

    private void PrintAll(IEnumerable<TemplateNode> nodes)
    {
        foreach (TemplateNode node in nodes)
        {
            switch (node)
            {
                case TemplateNode.Literal literal:
                    _printed.Append(literal.Text);
                    break;
                case TemplateNode.Value value:
                    PrintValue(value);
                    break;
                case TemplateNode.Block block:
                    PrintBlock(block);
                    break;
            }
        }
    }

    private void PrintValue(TemplateNode.Value value)
    {
        bool isCall = value.Operands.Count > 0 || (functions.ContainsKey(value.Path.Name) && Scope(value.Path, value.Line).Find(value.Path.Name) is null);
        TemplateSite site;
        string operands;
        if (isCall)
        {
            TemplateFunctionShape function = Function(value);
            site = new TemplateSite(value.Path.Name, function.Name, [.. value.Operands.Select(static operand => operand.Literal)]);
            operands = string.Concat(value.Operands.Where(static operand => operand.Path is not null).Select(operand => " " + Scalar(operand.Path!.Value, value.Line)));
        }
        else
        {
            site = new TemplateSite(value.Path.Name, null, []);
            operands = " " + Scalar(value.Path, value.Line);
        }

        _printed.Append(value.Trim.Wrap(string.Create(CultureInfo.InvariantCulture, $"{Put} {_sites.Count} @root.{State}{operands}")));
        _sites.Add(site);
    }

    private void PrintBlock(TemplateNode.Block block)
    {
        string name = block.Kind switch
        {
            TemplateBlock.If => "if",
            TemplateBlock.Unless => "unless",
            _ => "each",
        };
        bool each = block.Kind == TemplateBlock.Each;
        (string reference, TemplateVariable? variable) = Resolve(block.Path, block.Line);
        if (each && variable?.Type != TemplateVariableType.List)
        {
            throw Unknown(block.Line, $"'{block.Path}' is no list; {{{{#each}}}} goes through a list.");
        }

        _printed.Append(block.Open.Wrap($"#{name} {reference}"));
        if (each)
        {
            _scopes.Push(Scope(block.Path, block.Line).Enter(variable!));
            _printed.Append(CultureInfo.InvariantCulture, $"{{{{{Round} @root.{State}}}}}");
        }

        PrintAll(block.Body);
        if (each)
        {
            _scopes.Pop();
        }

        if (block.Otherwise is { } otherwise)
        {
            _printed.Append(block.Else.Wrap("else"));
            PrintAll(otherwise);
        }

        _printed.Append(block.Close.Wrap($"/{name}"));
    }

    private TemplateFunctionShape Function(TemplateNode.Value value)
    {
        if (!functions.TryGetValue(value.Path.Name, out TemplateFunctionShape? function) || value.Path.Up > 0)
        {
            throw Unknown(value.Line, $"there is no function '{value.Path}'; {NearName.Hint(value.Path.Name, functions.Keys)}");
        }

        return value.Operands.Count >= function.MinArguments && value.Operands.Count <= function.MaxArguments
            ? function
            : throw Unknown(value.Line, $"the function '{function.Name}' takes {function.MinArguments} to {function.MaxArguments} operands, not {value.Operands.Count}.");
    }

    private string Scalar(TemplatePath path, int line)
    {
        (string reference, TemplateVariable? variable) = Resolve(path, line);
        return variable?.Type switch
        {
            TemplateVariableType.List => throw Unknown(line, $"'{path}' is a list; go through it with {{{{#each {path}}}}}."),
            TemplateVariableType.Truth => throw Unknown(line, $"'{path}' is a yes or no and no text; ask for it with {{{{#if {path}}}}}."),
            _ => reference,
        };
    }

    private (string Reference, TemplateVariable? Variable) Resolve(TemplatePath path, int line)
    {
        TemplateScope scope = Scope(path, line);
        if (path.IsLoopData)
        {
            return path.Up == 0 && _scopes.Count > 1
                ? (path.Name, null)
                : throw Unknown(line, $"'{path}' has a meaning only within {{{{#each}}}}, without '../'.");
        }

        if (scope.Find(path.Name) is { } variable)
        {
            return (string.Concat(Enumerable.Repeat("../", path.Up)) + scope.KeyOf(path.Name), variable);
        }

        int outer = _scopes.ToList().FindIndex(path.Up, other => other.Find(path.Name) is not null);
        throw Unknown(
            line,
            outer > path.Up
                ? $"there is no variable '{path}' in the items of this list; write '{new TemplatePath(outer, path.Name)}' for the one outside."
                : $"there is no variable '{path}'; {NearName.Hint(path.Name, scope.Names)}");
    }

    private TemplateScope Scope(TemplatePath path, int line) => path.Up < _scopes.Count
        ? _scopes.ElementAt(path.Up) // a stack is counted from its top
        : throw Unknown(line, $"'{path}' leads out of the template; '../' is for the inside of {{{{#each}}}}.");

    private TemplateException Unknown(int line, string message) => new(CareErrorCodes.UnknownVariable, template, line, message);
}
