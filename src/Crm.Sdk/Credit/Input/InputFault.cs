using System.Text;
using System.Text.Json;

namespace Crm.Sdk.Credit;

/// <summary>Errors of an input, with the place as a JSON pointer (RFC 6901).</summary>
internal static class InputFault
{
    public static CrmException At(string pointer, string rule) => new(CreditErrorCodes.BadInput, $"{(pointer.Length == 0 ? "the input" : pointer)}: {rule}.");

    public static CrmException Of(JsonException error)
    {
        string pointer = Pointer(error.Path);
        if (error.Message.Contains("could not be mapped", StringComparison.Ordinal))
        {
            return At(pointer, "there is no such field; the schema docs/schemas/credit-input.schema.json lists them");
        }

        if (error.Message.Contains("Duplicate property", StringComparison.Ordinal))
        {
            return At(pointer, "the field stands twice");
        }

        return error.Message.Contains("could not be converted", StringComparison.Ordinal)
            ? At(pointer, "the value has another type; the schema docs/schemas/credit-input.schema.json says which")
            : new CrmException(CreditErrorCodes.BadInput, $"{(pointer.Length == 0 ? "the input" : pointer)}: no JSON at byte {error.BytePositionInLine + 1}.", error);
    }

    /// <summary>From the path of System.Text.Json: <c>$.evidence[0].value</c> and <c>$['a b']</c>.</summary>
    private static string Pointer(string? path)
    {
        var pointer = new StringBuilder();
        for (int i = 1; i < (path?.Length ?? 0);)
        {
            int end;
            if (path![i] == '[' && i + 1 < path.Length && path[i + 1] == '\'')
            {
                end = path.IndexOf("']", i, StringComparison.Ordinal) is > 0 and var quote ? quote : path.Length;
                Append(path[(i + 2)..end]);
                i = Math.Min(end + 2, path.Length);
            }
            else if (path[i] == '[')
            {
                end = path.IndexOf(']', i) is > 0 and var bracket ? bracket : path.Length;
                Append(path[(i + 1)..end]);
                i = Math.Min(end + 1, path.Length);
            }
            else
            {
                end = path.IndexOfAny(['.', '['], i + 1) is > 0 and var next ? next : path.Length;
                Append(path[(i + 1)..end]);
                i = end;
            }
        }

        return pointer.ToString();

        void Append(string token) => pointer.Append('/').Append(token.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
    }
}
