/** Made by test/config/bundle-text.js. */
declare module "*?text" {
  const text: string
  export default text
}
