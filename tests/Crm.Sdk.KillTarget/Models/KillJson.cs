using System.Text.Json.Serialization;

namespace Crm.Sdk.KillTarget.Models;

[JsonSerializable(typeof(Stay))]
[JsonSerializable(typeof(Note))]
internal sealed partial class KillJson : JsonSerializerContext;
