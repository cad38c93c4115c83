using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Workflows.Storage.Packing;

/// <summary>Stores JSON packed.</summary>
internal sealed class PackedTextConverter() : ValueConverter<string, byte[]>(text => PackedText.Pack(text), packed => PackedText.Text(packed));
