using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Cli.Commands;

/// <summary>Reads <c>FIELD=VALUE</c> as a condition over the fields of a kind.</summary>
internal static class FieldCondition
{
    public static Condition Read(KindModel kind, IEnumerable<string> texts) => Condition.All([.. texts.Select(text => Read(kind, text))]);

    private static Condition Read(KindModel kind, string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        string name = equals < 0 ? text : text[..equals];
        FieldModel field = kind.Fields.FirstOrDefault(field => field.Id.Name == name && field.Type != FieldType.Opaque)
            ?? throw new CallException($"--where: '{text}' names no field of {kind.Kind.Name}; write FIELD=VALUE, for example region=north.");
        if (equals < 0)
        {
            throw new CallException($"--where: '{text}' has no value; write {name}=VALUE.");
        }

        string value = text[(equals + 1)..];
        try
        {
            return value.Length == 0 ? Condition.HasNo(field.Id) : Condition.Equal(field.Id, FieldValue.Parse(field.Type, CanonicalText.Normalize(value, int.MaxValue, name)));
        }
        catch (Exception wrong) when (wrong is FormatException or OverflowException or CrmException)
        {
            throw new CallException($"--where: '{value}' is no value of {name}, which is {field.Type}.");
        }
    }
}
